import { createHash } from 'node:crypto';
import type { Tape } from './tape.ts';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

/**
 * SHA-256 of what a tape makes happen. The title and the list of engines are left out:
 * a translated heading does not make a recording stale.
 */
export function hashTape(tape: Tape): string {
  const { hosts, daemon, setup, steps, capture } = tape;
  const text = JSON.stringify(canonical({ hosts, daemon, setup, steps, capture }));
  return createHash('sha256').update(text).digest('hex');
}
