import { defaultTreeAdapter as adapter } from 'parse5';
import { PurgeCSS } from 'purgecss';
import { attribute, textOf, type Element } from './tree.ts';

/** A style sheet of a page: linked or written into it. */
export interface StyleSheet {
  element: Element;
  /** The address of a linked sheet. */
  href?: string;
  /** The source of a sheet in the page. */
  css?: string;
}

const isLinked = (element: Element) =>
  element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet';

/** Whether an element links a style sheet that no screen waits for. */
export const isForPaper = (element: Element): boolean =>
  isLinked(element) && attribute(element, 'media') === 'print';

/** The style sheets that a page waits for: those for print do not count. */
export function styleSheetsOf(elements: readonly Element[]): StyleSheet[] {
  return elements.flatMap((element): StyleSheet[] => {
    if (element.tagName === 'style' && element.namespaceURI.endsWith('xhtml'))
      return [{ element, css: textOf(element) }];
    const href = attribute(element, 'href');
    return isLinked(element) && href !== undefined && !isForPaper(element) ? [{ element, href }] : [];
  });
}

/** All that a rule can match of elements, each once: their names, their attributes, and what is in their scripts. */
export function matchableOf(elements: readonly Element[]): string {
  const found = new Set<string>();
  for (const element of elements) {
    found.add(element.tagName);
    for (const { name, value } of element.attrs) found.add(name).add(value);
    if (element.tagName === 'script') found.add(textOf(element));
  }
  return [...found].join('\n');
}

/**
 * Drops the rules of a sheet that nothing on the pages can match. A class counts as used when a page or a script
 * holds its name; attributes always count, since scripts set many of them under other names (`dataset`).
 * @param page what can be matched on the pages
 */
export async function dropUnused(css: string, page: string, scripts: readonly string[]): Promise<string> {
  const attributes = [...css.matchAll(/\[\s*([\w-]+)/g)].map((match) => match[1] ?? '');
  const [result] = await new PurgeCSS().purge({
    css: [{ raw: css }],
    content: [{ raw: page, extension: 'html' }, ...scripts.map((raw) => ({ raw, extension: 'js' }))],
    // Whole class names first: `md:sl-flex` is one.
    defaultExtractor: (content) => [
      ...(content.match(/[^\s"'`<>=]+/g) ?? []),
      ...(content.match(/[\w-]+/g) ?? []),
    ],
    dynamicAttributes: [...new Set(attributes)],
    keyframes: true,
    variables: true,
    safelist: {
      variables: [...new Set([page, ...scripts].flatMap((text) => text.match(/--[\w-]+/g) ?? []))],
    },
  });
  if (!result) throw new Error('PurgeCSS gave nothing back');
  return result.css;
}

/** Takes the sheets out of a page and puts one link in the place of the first. */
export function replaceSheets(sheets: readonly StyleSheet[], link: Element): void {
  const [first] = sheets;
  if (!first?.element.parentNode) return;
  adapter.insertBefore(first.element.parentNode, link, first.element);
  for (const { element } of sheets) adapter.detachNode(element);
}
