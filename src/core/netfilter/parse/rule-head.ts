import type { Counters } from '../model/ruleset.ts';
import { parseCounters } from './parse-counters.ts';

/** How a rule begins: `[1:60] -A INPUT`. */
export interface RuleHead {
  name: string;
  /** Where the chain's name stands, from 0. */
  nameAt: number;
  /** Where the rest starts. */
  from: number;
  counters: Counters | null;
}

/** Reads the beginning of a rule; null when it is none. */
export function readHead(text: string, start: number): RuleHead | null {
  // As iptables-save prints it: one blank after each word.
  const end = text.startsWith('-A ', start) ? text.indexOf(' ', start + 3) : -1;
  const name = end < 0 ? '' : text.slice(start + 3, end);
  if (name !== '' && !/\s/.test(name) && /\S/.test(text.charAt(end + 1)))
    return { name, nameAt: start + 3, from: end + 1, counters: null };
  const match = /^(?:(\[\d+:\d+\])\s+)?(?:-A|--append)\s+(\S+)\s*/.exec(text.slice(start));
  if (!match) return null;
  const [head, counters, written = ''] = match;
  const nameAt = start + head.lastIndexOf(written);
  return { name: written, nameAt, from: start + head.length, counters: parseCounters(counters) };
}
