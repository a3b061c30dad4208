import type { ChapterUpdate } from './group-changes.ts';

/** What happened to a chapter, in Chinese: `新增一章，录像 12 段`. */
export function updateWords({ isNew, isText, recorded }: ChapterUpdate): string {
  return [
    ...(isNew ? ['新增'] : isText ? ['改了正文'] : []),
    ...(recorded > 0 ? [isNew ? `录像 ${recorded} 段` : `重录 ${recorded} 段录像`] : []),
  ].join('，');
}
