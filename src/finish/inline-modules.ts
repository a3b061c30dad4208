import { defaultTreeAdapter as adapter } from 'parse5';
import { attribute, createElement, textOf, type Element } from './tree.ts';

function isInlineModule(element: Element): boolean {
  return (
    element.tagName === 'script' &&
    attribute(element, 'type') === 'module' &&
    attribute(element, 'src') === undefined
  );
}

/**
 * Moves the small modules that Astro writes into a page to one file, which other pages share: the page gets lighter
 * and its policy shorter. Astro writes only modules without imports and exports there, so a function each will do.
 * @param write stores a script and says its address
 */
export function moveInlineModules(elements: readonly Element[], write: (script: string) => string): void {
  const modules = elements.filter(isInlineModule);
  const [first] = modules;
  if (!first?.parentNode) return;
  const script = modules.map((element) => `(()=>{${textOf(element)}})();`).join('\n');
  adapter.insertBefore(
    first.parentNode,
    createElement('script', { type: 'module', src: write(script) }),
    first,
  );
  for (const element of modules) adapter.detachNode(element);
}
