import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../core/nearest.ts';
import { Failure } from '../../debian/failure.ts';

const suffix = '.tape.yaml';

function tapesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => join(folder, name));
}

/** A chapter answers to its folder name, and to it without the number. */
function chapterNames(folder: string): string[] {
  return [folder, folder.replace(/^\d+-/, ''), folder.replace(/-.*$/, '')];
}

/**
 * The tape files that `chapter` or `chapter/act` selectors name; all of them without a selector.
 * @throws Failure with the nearest names when a selector names nothing
 */
export function selectTapes(chaptersFolder: string, selectors: readonly string[]): string[] {
  const entries = existsSync(chaptersFolder) ? readdirSync(chaptersFolder, { withFileTypes: true }) : [];
  const chapters = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const all = chapters.flatMap((chapter) => tapesIn(join(chaptersFolder, chapter)));
  if (selectors.length === 0) return all;
  const chosen = new Set<string>();
  for (const selector of selectors) {
    const [chapterName = '', act] = selector.replace(/\/$/, '').split(/\/(.*)/);
    const chapter = chapters.find((folder) => chapterNames(folder).includes(chapterName));
    if (!chapter) {
      throw new Failure(
        `no chapter \`${chapterName}\`; nearest: ${nearest(chapterName, chapters).join(', ') || '(there are none)'}`,
      );
    }
    const tapes = tapesIn(join(chaptersFolder, chapter));
    const found = act === undefined ? tapes : tapes.filter((file) => file.endsWith(`/${act}${suffix}`));
    if (found.length === 0) {
      const acts = tapes.map((file) => file.slice(file.lastIndexOf('/') + 1, -suffix.length));
      throw new Failure(
        `no tape \`${act ?? ''}\` in ${chapter}; nearest: ${nearest(act ?? '', acts).join(', ') || '(there are none)'}`,
      );
    }
    for (const file of found) chosen.add(file);
  }
  return all.filter((file) => chosen.has(file));
}
