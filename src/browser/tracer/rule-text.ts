import { createElement } from './create-element.ts';

/** A rule's words, its options kept whole: a browser would break a line after the dash of `-j`. */
export function ruleWords(text: string): (Node | string)[] {
  return text
    .split(/(?<= )|(?= )/)
    .map((word) => (word.startsWith('-') ? createElement('span', { class: 'option' }, word) : word));
}
