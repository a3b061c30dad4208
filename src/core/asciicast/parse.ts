import type { Cast, CastEvent, CastEventCode, CastHeader } from './cast.ts';

/** What is wrong with a cast and on which line of it (1-based). */
export class CastError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'CastError';
    this.line = line;
  }
}

const codes = new Set<unknown>(['o', 'i', 'm', 'r']);

function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CastError(line, 'not JSON');
  }
}

/** A terminal larger than any is meant to use up the memory of who opens it. */
const largestSize = 1000;

function parseHeader(text: string): CastHeader {
  const header = parseJson(text, 1);
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw new CastError(1, 'the header must be a JSON object');
  }
  const { version, width, height } = header as Record<string, unknown>;
  if (version !== 2)
    throw new CastError(1, `asciicast version ${JSON.stringify(version)}; this reads version 2`);
  for (const [name, size] of Object.entries({ width, height })) {
    if (!Number.isInteger(size) || (size as number) < 1)
      throw new CastError(1, `${name} must be a positive integer`);
    if ((size as number) > largestSize)
      throw new CastError(1, `${name} is ${String(size)}; at most ${largestSize}`);
  }
  return header as CastHeader;
}

function parseEvent(text: string, line: number): CastEvent | undefined {
  const event = parseJson(text, line);
  if (!Array.isArray(event) || event.length < 3) throw new CastError(line, 'an event is [time, code, data]');
  const [timeS, code, data] = event as [unknown, unknown, unknown];
  if (typeof timeS !== 'number' || !Number.isFinite(timeS) || timeS < 0) {
    throw new CastError(line, 'the time must be a number of seconds, 0 or more');
  }
  if (typeof code !== 'string' || typeof data !== 'string')
    throw new CastError(line, 'code and data must be strings');
  return codes.has(code) ? { timeS, code: code as CastEventCode, data } : undefined;
}

/**
 * Reads an asciicast v2 file. Events of unknown codes are skipped, as the format asks.
 * @throws CastError with the line
 */
export function parseCast(text: string): Cast {
  const lines = text.split('\n');
  const header = parseHeader(lines[0] ?? '');
  const events: CastEvent[] = [];
  let last = 0;
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const event = parseEvent(line, index + 1);
    if (!event) continue;
    if (event.timeS < last) throw new CastError(index + 1, 'time runs backwards');
    last = event.timeS;
    events.push(event);
  }
  return { header, events };
}
