import { chapterFiles, readChapterFile } from '../chapter-files.ts';

const checksOf = (chapter: string) =>
  chapterFiles().filter((file) => file.chapter === chapter && file.kind === 'check.sh');

/** The script that looks whether an exercise is done; null for an act that is none. */
export function loadCheck(chapter: string, act: string): string | null {
  const file = checksOf(chapter).find((one) => one.act === act);
  return file ? readChapterFile(file) : null;
}

/** Names of the exercises of a chapter that have a check. */
export function listChecks(chapter: string): string[] {
  return checksOf(chapter).map(({ act }) => act);
}
