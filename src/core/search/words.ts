/** Stands before a blank of an indexed text that the original does not have; not a letter, so no word holds it. */
export const joiner = '\u2060';

/** A word of its own before the name of an option, so that `--link` is not any `link`; a letter of no text here. */
const optionMark = '\u01c1';

/**
 * A word of the search index. Chinese is indexed character by character, since segmenters disagree about where
 * its words end; text in other scripts at letters and digits, so that `127.0.0.11` and `DOCKER-USER` are
 * sequences of words, to be found as phrases. The hyphens of an option are a word too.
 */
const word = /\p{Script=Han}|(?<![\p{L}\p{N}-])--?(?=[A-Za-z])|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** The words of a query as the index holds them. */
export function wordsOf(text: string): string[] {
  return (text.normalize('NFKC').match(word) ?? []).map((found) =>
    found.startsWith('-') ? optionMark : found.toLowerCase(),
  );
}

/**
 * A text as it is handed to the index: one blank between words, marked by a joiner where the text has none.
 * Punctuation stays with the word before it, so that neighbours stay neighbours.
 */
export function indexedText(text: string): string {
  const flat = text.replaceAll(joiner, '').replaceAll(optionMark, '').replace(/\s+/g, ' ').trim();
  const starts = [...flat.matchAll(word)].map(({ index }) => index);
  const parts = starts.map((start, number) => flat.slice(start, starts[number + 1]));
  const words = parts.map((part) => {
    const marked = /^--?$/.test(part) ? part + optionMark : part;
    return marked.endsWith(' ') ? marked.trimEnd() : marked + joiner;
  });
  return flat.slice(0, starts[0] ?? flat.length) + words.join(' ');
}

/** Text of an index, or a piece of it, as it was before `indexedText`. */
export function originalText(indexed: string): string {
  return indexed.replaceAll(`${joiner} `, '').replaceAll(joiner, '').replaceAll(optionMark, '');
}
