import type { Counters } from '../model/ruleset.ts';

/** Reads `[packets:bytes]`; null when there are none. */
export function parseCounters(text: string | undefined): Counters | null {
  const match = /^\[(\d+):(\d+)\]$/.exec(text ?? '');
  return match ? { packets: Number(match[1]), bytes: Number(match[2]) } : null;
}
