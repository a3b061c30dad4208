import type { Cast } from './cast.ts';

/** Output at a moment of the shortened time line. */
export interface Frame {
  timeS: number;
  data: string;
}

/** The beginning of a command. */
export interface TimelineMark {
  timeS: number;
  label: string;
}

/** A recording as a player needs it: output and marks on one time line, with long pauses shortened. */
export interface Timeline {
  frames: Frame[];
  marks: TimelineMark[];
  durationS: number;
}

/** Lays out a cast on a time line on which nothing stands still for longer than `maxPauseS`. */
export function buildTimeline({ events }: Cast, maxPauseS = 1): Timeline {
  const frames: Frame[] = [];
  const marks: TimelineMark[] = [];
  let lastS = 0;
  let timeS = 0;
  for (const event of events) {
    timeS += Math.min(event.timeS - lastS, maxPauseS);
    lastS = event.timeS;
    if (event.code === 'o') frames.push({ timeS, data: event.data });
    else if (event.code === 'm') marks.push({ timeS, label: event.data });
  }
  return { frames, marks, durationS: timeS };
}

/** How many of the items, which stand in the order of their times, begin at `timeS` or before. */
export function countUntil(items: readonly { timeS: number }[], timeS: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.timeS ?? Infinity) <= timeS) low = middle + 1;
    else high = middle;
  }
  return low;
}
