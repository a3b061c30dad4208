import { defaultTreeAdapter as adapter } from 'parse5';
import { attribute, createElement, setAttribute, type Element } from './tree.ts';

/** Characters of text that fill the first screen, that of a large display included. */
const firstScreen = 1500;

/**
 * Every `id` below an element, and how many characters of text come before it; none in a table, whose columns get
 * their widths from its last rows too.
 */
function* namedElements(
  parent: Element,
  before = { characters: 0 },
): Generator<[id: string, before: number]> {
  for (const node of parent.childNodes) {
    if (adapter.isTextNode(node)) before.characters += node.value.length;
    if (!adapter.isElementNode(node)) continue;
    const id = attribute(node, 'id');
    if (id !== undefined) yield [id, before.characters];
    for (const found of namedElements(node, before)) if (node.tagName !== 'table') yield found;
  }
}

/** The element that begins last. */
function lastBelow(element: Element): Element {
  const last = element.childNodes.findLast((node) => adapter.isElementNode(node));
  return last ? lastBelow(last) : element;
}

/**
 * Lets a browser paint only when all of the first screen has come: where the parser pauses within a line, what comes
 * next moves what is there. By the standard `expect` waits until the element is parsed
 * (https://html.spec.whatwg.org/multipage/links.html#link-type-expect). Seen in Chromium 156: its beginning is enough,
 * so it must be one that begins behind the first screen; and it paints earlier where the network pauses.
 */
export function expectFirstScreen(head: Element, main: Element): void {
  const beyond = namedElements(main).find(([, before]) => before > firstScreen);
  const last = lastBelow(main);
  const id = beyond?.[0] ?? attribute(last, 'id') ?? 'last-of-main';
  if (!beyond) setAttribute(last, 'id', id);
  const href = `#${encodeURIComponent(id)}`;
  adapter.appendChild(head, createElement('link', { rel: 'expect', href, blocking: 'render' }));
}
