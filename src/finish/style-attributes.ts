import { attribute, setAttribute, type Element } from './tree.ts';

/** Starlight hides the hint at Ctrl K until the script right behind it has looked at the keyboard. */
const shownByScript = 'display: none';

/**
 * Replaces `style` attributes by classes of a shared sheet, since a strict policy refuses the attributes.
 * `:root` keeps them stronger than the single classes of the components.
 */
export class StyleAttributes {
  readonly #classes = new Map<string, string>();

  /** Moves the styles of a page's elements into the sheet. */
  move(elements: Iterable<Element>): void {
    for (const element of elements) {
      const declarations = attribute(element, 'style')?.trim().replace(/;+$/, '').trim();
      setAttribute(element, 'style', undefined);
      if (!declarations || declarations === shownByScript) continue;
      const name = this.#classes.get(declarations) ?? `s${this.#classes.size.toString(36)}`;
      this.#classes.set(declarations, name);
      setAttribute(element, 'class', [attribute(element, 'class'), name].filter(Boolean).join(' '));
    }
  }

  /** The sheet for all pages so far. */
  get sheet(): string {
    return [...this.#classes].map(([declarations, name]) => `:root .${name}{${declarations}}`).join('');
  }
}
