import { chapterFiles, filesOfAct, readChapterFile, type ChapterFile } from '../chapter-files.ts';

const isCheck = ({ kind }: ChapterFile) => kind === 'check.sh';

/** The script that looks whether an exercise is done; null for an act that is none. */
export function loadCheck(chapter: string, act: string): string | null {
  const file = filesOfAct(chapter, act, null).find(isCheck);
  return file ? readChapterFile(file) : null;
}

/** Names of the exercises of a chapter that have a check. */
export function listChecks(chapter: string): string[] {
  return chapterFiles()
    .filter((file) => file.chapter === chapter && isCheck(file))
    .map(({ act }) => act);
}
