import { attribute, setAttribute, type Element } from './tree.ts';

/** What an element must be, beside being in the scope, for a rule to match it. */
interface Compound {
  tag: string | undefined;
  classes: readonly string[];
}

/** The compounds that a sheet limits to each scope, by the scope's class: `kbd.key:where(.astro-abc)`. */
export function compoundsOf(css: string): ReadonlyMap<string, readonly Compound[]> {
  const scopes = new Map<string, Compound[]>();
  for (const [, compound = '', scope = ''] of css.matchAll(
    /([^\s,>+~{}()]*):where\(\.(astro-[a-z0-9]+)\)/g,
  )) {
    // A compound with an escape is not taken apart: it counts as matching everything.
    const isPlain = !compound.includes('\\');
    const known = scopes.get(scope) ?? [];
    scopes.set(scope, known);
    known.push({
      tag: isPlain ? /^[a-z][\w-]*/.exec(compound)?.[0] : undefined,
      classes: isPlain ? [...compound.matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? '') : [],
    });
  }
  return scopes;
}

/** Astro marks every element of a component with its scope; the marks that no compound of the sheets needs are dropped. */
export function dropScopeClasses(
  elements: readonly Element[],
  scopes: ReadonlyMap<string, readonly Compound[]>,
): void {
  for (const element of elements) {
    const classes = attribute(element, 'class')?.split(/\s+/).filter(Boolean);
    if (!classes) continue;
    const isNeeded = (name: string) =>
      !/^astro-[a-z0-9]+$/.test(name) ||
      (scopes.get(name) ?? []).some(
        (compound) =>
          (compound.tag ?? element.tagName) === element.tagName &&
          compound.classes.every((one) => classes.includes(one)),
      );
    const kept = classes.filter(isNeeded);
    setAttribute(element, 'class', kept.length > 0 ? kept.join(' ') : undefined);
  }
}

/** Short names for the scopes of components, the same on every page: `astro-aa11aa11` becomes `z4`. */
export class ScopeNames {
  readonly #names = new Map<string, string>();
  readonly #others: string;

  /** @param others files that are served as they are: a scope that one of them names keeps its name */
  constructor(others: readonly string[]) {
    this.#others = others.join('\n');
  }

  /** The text of a style sheet, or of a class attribute, with the short names. */
  shorten(text: string): string {
    return text.replace(/\bastro-[a-z0-9]{8}\b(?!-)/g, (scope) => {
      const name =
        this.#names.get(scope) ??
        (this.#others.includes(scope) ? scope : `z${this.#names.size.toString(36)}`);
      this.#names.set(scope, name);
      return name;
    });
  }

  /** Gives elements the short names. */
  rename(elements: readonly Element[]): void {
    for (const element of elements) {
      const classes = attribute(element, 'class');
      if (classes !== undefined) setAttribute(element, 'class', this.shorten(classes));
    }
  }
}
