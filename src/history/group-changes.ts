import type { Change } from './parse-log.ts';

/** What happened to a chapter on a day. */
export interface ChapterUpdate {
  chapter: string;
  isNew: boolean;
  isText: boolean;
  /** How many acts were recorded, each counted once. */
  recorded: number;
  /** The commits, newest first. */
  commits: readonly Pick<Change, 'commit' | 'subject'>[];
}

/** A day, as `2026-11-24` in UTC, with what happened to each chapter; newest first. */
export interface Day {
  day: string;
  /** When the last change of the day was made. */
  date: Date;
  updates: readonly ChapterUpdate[];
}

function updateOf(chapter: string, changes: readonly Change[]): ChapterUpdate {
  return {
    chapter,
    isNew: changes.some(({ isNew }) => isNew),
    isText: changes.some(({ isText }) => isText),
    recorded: new Set(changes.flatMap(({ recorded }) => recorded)).size,
    commits: changes.map(({ commit, subject }) => ({ commit, subject })),
  };
}

/** Gathers changes by day and chapter; those of chapters that are gone, and those that a reader cannot see, are left out. */
export function groupChanges(changes: readonly Change[], chapters: readonly string[]): Day[] {
  const seen = changes.filter(
    ({ chapter, isText, recorded }) => chapters.includes(chapter) && (isText || recorded.length > 0),
  );
  const days = Map.groupBy(seen, ({ date }) => date.toISOString().slice(0, 10));
  return [...days].map(([day, own]) => ({
    day,
    date: own[0]?.date ?? new Date(day),
    updates: [...Map.groupBy(own, ({ chapter }) => chapter)]
      .map(([chapter, all]) => updateOf(chapter, all))
      .sort((a, b) => chapters.indexOf(a.chapter) - chapters.indexOf(b.chapter)),
  }));
}
