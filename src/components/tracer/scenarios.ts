import { chapterFiles, readChapterFile } from '../chapter-files.ts';
import { loadTape } from '../transcript/recordings.ts';

/** An act whose rules were captured, on one or several engines. */
export interface Scenario {
  chapter: string;
  act: string;
  title: { zh: string; en?: string | undefined };
  /** In the order of the tape. */
  engines: readonly string[];
  /** The dump of the first engine, from the repository's root: for the command line. */
  file: string;
}

const rulesFiles = () => chapterFiles().filter(({ kind }) => kind === 'rules');

/** Every act whose rules were captured, in the order of the chapters. */
export function listScenarios(): Scenario[] {
  const acts = Map.groupBy(rulesFiles(), ({ chapter, act }) => `${chapter}/${act}`);
  return [...acts.values()].flatMap((files) => {
    const { chapter = '', act = '' } = files[0] ?? {};
    const { title, engines } = loadTape(chapter, act).tape;
    const captured = engines.flatMap((engine) => files.filter((file) => file.engine === engine));
    const file = captured[0]?.path ?? '';
    return { chapter, act, title, engines: captured.map(({ engine }) => engine ?? ''), file };
  });
}

/** The captured dumps by address: `docker-iptables/publish.docker-28.rules`. */
export function listRulesFiles(): { chapter: string; file: string; body: string }[] {
  return rulesFiles().map((file) => ({
    chapter: file.chapter,
    file: `${file.act}.${file.engine}.rules`,
    body: readChapterFile(file),
  }));
}
