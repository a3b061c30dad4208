import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFolders, slugOfFolder } from '../chapters.ts';

/** A file beside the text of a chapter: a tape, a check, what was recorded. */
export interface ChapterFile {
  /** From the repository's root. */
  path: string;
  /** The chapter as its address says it: `network-basics`. */
  chapter: string;
  /** What it was recorded on: `docker-28`; null for what was written. */
  engine: string | null;
  /** `publish`, of `publish.tape.yaml`. */
  act: string;
  /** `tape.yaml`. */
  kind: string;
}

/** The act and the kind of a file from its name; an act may have points in it: `docker-1.13.tape.yaml`. */
export function partsOf(name: string): { act: string; kind: string } {
  const [, act = name, kind = ''] = /^(.+?)\.(tape\.yaml|check\.sh|[^.]+)$/.exec(name) ?? [];
  return { act, kind };
}

function filesOf(folder: string, chapter: string): ChapterFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const [, engine = null] = /\+recorded\/([^/]+)$/.exec(parentPath) ?? [];
      return { path: join(parentPath, name), chapter, engine, ...partsOf(name) };
    });
}

let known: readonly ChapterFile[] | undefined;

/**
 * Every file of every chapter, by path. They are read by Node as pages ask for them; as modules (`import.meta.glob`)
 * some 400 of them would each go through the bundler.
 */
export function chapterFiles(): readonly ChapterFile[] {
  known ??= listFolders()
    .flatMap((folder) => filesOf(join('content/chapters', folder), slugOfFolder(folder)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return known;
}

/** The files of an act: those that were written, or those that were recorded on an engine. */
export function filesOfAct(chapter: string, act: string, engine: string | null): readonly ChapterFile[] {
  return chapterFiles().filter(
    (file) => file.chapter === chapter && file.act === act && file.engine === engine,
  );
}

/** A file of a chapter as text. */
export function readChapterFile({ path }: ChapterFile): string {
  return readFileSync(path, 'utf8');
}
