import { joiner, originalText } from './words.ts';

/** A stretch of an excerpt; what was looked for is marked. */
export interface ExcerptPart {
  text: string;
  isMarked: boolean;
}

const lengthInWords = 48;
const wordsBefore = 10;

/** Where most of the found words lie together. */
function bestStart(locations: readonly number[]): number {
  let best = { start: 0, count: 0 };
  for (const start of locations) {
    const count = locations.filter((one) => one >= start && one < start + lengthInWords - wordsBefore).length;
    if (count > best.count) best = { start, count };
  }
  return Math.max(0, best.start - wordsBefore);
}

/** Ends a mark with its last letter or digit: what follows it is not what was looked for. */
function trimMarks(parts: readonly ExcerptPart[]): ExcerptPart[] {
  const trimmed = parts.flatMap((part) => {
    if (!part.isMarked) return [part];
    const end = part.text.search(/[^\p{L}\p{N}]*$/u);
    return [
      { text: part.text.slice(0, end), isMarked: true },
      { text: part.text.slice(end), isMarked: false },
    ];
  });
  return trimmed.filter(({ text }) => text !== '');
}

/** The part of an indexed text around the words that were found, by their numbers. */
export function excerptOf(indexed: string, found: Iterable<number>): ExcerptPart[] {
  const words = indexed.split(' ');
  const marked = new Set(found);
  const start = bestStart([...marked].sort((a, b) => a - b));
  const end = Math.min(words.length, start + lengthInWords);
  const parts: ExcerptPart[] = start > 0 ? [{ text: '…', isMarked: false }] : [];
  for (let index = start; index < end; index++) {
    const isMarked = marked.has(index);
    const word = words[index] ?? '';
    const text = originalText(word) + (word.endsWith(joiner) || index === end - 1 ? '' : ' ');
    const last = parts.at(-1);
    if (last?.isMarked === isMarked) last.text += text;
    else parts.push({ text, isMarked });
  }
  return trimMarks(end < words.length ? [...parts, { text: '…', isMarked: false }] : parts);
}
