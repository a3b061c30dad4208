import { basename } from 'node:path';
import { attribute, setAttribute, type Element } from './tree.ts';

/**
 * A component whose script is an import of a module that others share becomes a file with this import and nothing
 * else; the page may as well ask for the module itself.
 * @param read the text of a script, by its address
 */
export function skipForwards(elements: readonly Element[], read: (src: string) => string): void {
  for (const element of elements) {
    const src = attribute(element, 'src');
    if (element.tagName !== 'script' || attribute(element, 'type') !== 'module' || !src?.includes('_astro/'))
      continue;
    const target = /^import["']\.\/([\w.-]+\.js)["'];?\s*$/.exec(read(src))?.[1];
    if (target) setAttribute(element, 'src', src.slice(0, -basename(src).length) + target);
  }
}
