import styleSheet from './pagefind-ui.css?url';

/** What Starlight's search component hands to Pagefind's interface. */
type Options = Record<string, unknown>;

/**
 * Stands in for Pagefind's interface, which Starlight makes as soon as a page is idle: here its script is fetched
 * when the search dialog opens, so that a reader who only reads does not pay for it.
 */
export class PagefindUI {
  constructor(options: Options) {
    const dialog = document.querySelector('site-search dialog');
    if (!(dialog instanceof HTMLDialogElement)) return;
    const makeWhenOpen = () => {
      if (!dialog.open) return;
      observer.disconnect();
      void makeInterface(options).then(() => dialog.querySelector('input')?.focus());
    };
    const observer = new MutationObserver(makeWhenOpen);
    observer.observe(dialog, { attributeFilter: ['open'] });
    // A quick reader opens it before the page is idle.
    makeWhenOpen();
  }
}

async function makeInterface(options: Options): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = styleSheet;
  document.head.append(link);
  const { PagefindUI: Interface } = (await import(
    // @ts-expect-error: the package has no types
    '@pagefind/default-ui/npm_dist/mjs/ui-core.mjs'
  )) as { PagefindUI: new (options: Options) => unknown };
  new Interface(options);
}
