/** Stands before a blank of an indexed text that the original does not have; not a letter, so no word holds it. */
export const joiner = '\u2060';

/**
 * A word of the search index. Chinese is indexed character by character, since segmenters disagree about where
 * its words end; text in other scripts at letters and digits, so that `127.0.0.11` and `DOCKER-USER` are
 * sequences of words. A leading `-` or `--` stays: `--link` is not `link`.
 */
const word = /\p{Script=Han}|(?<![\p{L}\p{N}-])--?(?=[A-Za-z])[A-Za-z0-9]+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** The words of a query as the index holds them. */
export function wordsOf(text: string): string[] {
  return (text.normalize('NFKC').match(word) ?? []).map((found) => found.toLowerCase());
}

/** Stands for a hyphen that begins no word: Pagefind would count a plain one as part of the word. */
const otherHyphen = '\u2010';

/**
 * A text as it is handed to the index: one blank between words, marked by a joiner where the text has none.
 * Punctuation stays with the word before it, so that neighbours stay neighbours.
 */
export function indexedText(text: string): string {
  const flat = text.replaceAll(joiner, '').replace(/\s+/g, ' ').trim();
  const found = [...flat.matchAll(word)].map(({ 0: { length }, index }) => ({ index, end: index + length }));
  const between = (from: number, to?: number) => flat.slice(from, to).replaceAll('-', otherHyphen);
  const parts = found.map(
    ({ index, end }, number) => flat.slice(index, end) + between(end, found[number + 1]?.index),
  );
  const before = between(0, found[0]?.index ?? flat.length);
  return before + parts.map((part) => (part.endsWith(' ') ? part.trimEnd() : part + joiner)).join(' ');
}

/** Text of an index, or a piece of it, as it was before `indexedText`. */
export function originalText(indexed: string): string {
  return indexed.replaceAll(`${joiner} `, '').replaceAll(joiner, '').replaceAll(otherHyphen, '-');
}
