import type { Cast } from './cast.ts';

/** Writes a cast as asciicast v2: one JSON value a line, times with microseconds. */
export function serializeCast({ header, events }: Cast): string {
  const lines = [JSON.stringify(header)];
  for (const { timeS, code, data } of events)
    lines.push(`[${timeS.toFixed(6)}, "${code}", ${JSON.stringify(data)}]`);
  return `${lines.join('\n')}\n`;
}
