import { transform } from 'esbuild';
import { defaultTreeAdapter as adapter } from 'parse5';
import { attribute, setAttribute, textOf, type Element } from './tree.ts';

/** A script in the page that runs where it stands, not a module and not a block of data such as JSON-LD. */
export function isInlineScript(element: Element): boolean {
  return (
    element.tagName === 'script' &&
    attribute(element, 'src') === undefined &&
    attribute(element, 'type') === undefined
  );
}

const minified = new Map<string, Promise<string>>();

/** Minifies the scripts that must run before the page is drawn; Starlight writes them as it keeps them. */
export async function minifyInlineScripts(elements: readonly Element[]): Promise<void> {
  for (const element of elements.filter(isInlineScript)) {
    const source = textOf(element);
    const result =
      minified.get(source) ?? transform(source, { minify: true }).then(({ code }) => code.trim());
    minified.set(source, result);
    for (const node of [...element.childNodes]) adapter.detachNode(node);
    adapter.insertText(element, await result);
    // Starlight marks some of them as hidden from screen readers, where scripts never are.
    setAttribute(element, 'aria-hidden', undefined);
  }
}
