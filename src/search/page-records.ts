import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { RecordKind } from '../core/search/rank.ts';

/** A piece of a page that can be found: it has an address of its own. */
export interface PageRecord {
  kind: RecordKind;
  /** Anchor on the page; none for the page itself. */
  anchor?: string | undefined;
  /** What stands above it: the heading, or the command. */
  title: string;
  text: string;
}

/** What a page says of itself. */
export interface SearchedPage {
  title: string;
  records: PageRecord[];
}

const heading = /^h[2-6]$/;
const block =
  /^(p|div|pre|figcaption|li|tr|td|th|h[1-6]|aside|figure|summary|dt|dd|blockquote|br|table|section|ul|ol)$/;

function isElement(node: Tree.Node): node is Tree.Element {
  return 'tagName' in node;
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function hasClass(element: Tree.Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

/** What is on the page for its own working, or a second time. */
function isSkipped(element: Tree.Element): boolean {
  return (
    /^(script|style|button|template)$/.test(element.tagName) ||
    attribute(element, 'data-pagefind-ignore') !== undefined ||
    attribute(element, 'aria-hidden') === 'true' ||
    attribute(element, 'role') === 'tablist' ||
    hasClass(element, 'difference') ||
    hasClass(element, 'tools') ||
    hasClass(element, 'prompt') ||
    hasClass(element, 'sr-only')
  );
}

/** The text of an element, a picture's included; blocks end with a line break. */
function textOf(node: Tree.Node): string {
  if ('value' in node) return node.value;
  if (!isElement(node)) return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
  if (node.tagName === 'svg') return `${attribute(node, 'aria-label') ?? ''}\n`;
  if (isSkipped(node)) return '';
  const text = node.childNodes.map(textOf).join('');
  return block.test(node.tagName) ? `${text}\n` : text;
}

function find(node: Tree.Node, isWanted: (element: Tree.Element) => boolean): Tree.Element | undefined {
  if (isElement(node) && isWanted(node)) return node;
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = find(child, isWanted);
    if (found) return found;
  }
  return undefined;
}

/**
 * Reads what can be found on a built page: itself, its headings, the text below each, and each recorded command
 * with its output. The same command on further engines leads to the engine that is seen first.
 */
export function readPage(html: string): SearchedPage | undefined {
  const document = parse(html);
  const title = find(document, ({ tagName }) => tagName === 'h1');
  const content = find(document, (element) => hasClass(element, 'sl-markdown-content'));
  const description = find(
    document,
    (element) => element.tagName === 'meta' && attribute(element, 'name') === 'description',
  );
  if (!title || !content) return undefined;
  const name = textOf(title).trim();
  const about = (description && attribute(description, 'content')) ?? '';
  let section: PageRecord = { kind: 'section', title: name, text: '' };
  const records: PageRecord[] = [
    { kind: 'chapter', title: name, text: name },
    { kind: 'description', title: name, text: about },
    section,
  ];
  const ids = new Set<string>();
  const terms = new Map<PageRecord, PageRecord>();
  // A term is set in bold where it is explained.
  const noteTerm = (text: string) => {
    const { anchor, title } = section;
    const term = terms.get(section) ?? { kind: 'term', anchor, title, text: '' };
    if (!terms.has(section)) records.push(term);
    terms.set(section, term);
    term.text += `${text}\n`;
  };

  const readCommand = (element: Tree.Element, id: string) => {
    const base = id.replace(/-docker-\d+$/, '');
    const isVariant = base !== id && ids.has(base);
    ids.add(id);
    const typed = find(element, ({ tagName }) => tagName === 'kbd');
    const line = attribute(element, 'data-copy') || (typed ? textOf(typed) : '');
    const text = textOf(element);
    records.push({
      kind: isVariant ? 'variant' : 'command',
      anchor: isVariant ? base : id,
      title: line,
      text,
    });
    if (!isVariant) section.text += text;
  };
  const walk = (node: Tree.Node): void => {
    if (!isElement(node)) {
      if ('value' in node) section.text += node.value;
      return;
    }
    const id = attribute(node, 'id');
    if (heading.test(node.tagName) && id !== undefined) {
      const text = textOf(node).trim();
      records.push({ kind: 'heading', anchor: id, title: text, text });
      section = { kind: 'section', anchor: id, title: text, text: '' };
      records.push(section);
    } else if (hasClass(node, 'command') && id !== undefined) readCommand(node, id);
    else if (node.tagName === 'svg') section.text += textOf(node);
    else if (!isSkipped(node)) {
      if (node.tagName === 'strong') noteTerm(textOf(node));
      node.childNodes.forEach(walk);
      if (block.test(node.tagName)) section.text += '\n';
    }
  };
  content.childNodes.forEach(walk);
  return { title: name, records: records.filter(({ text }) => text.trim() !== '') };
}
