/** Between the header and the first line that is read, and the height of that line. */
const gap = 32;
const line = 53;

const idle = (callback: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(callback) : setTimeout(callback, 1);

/**
 * The table of contents, which marks the section that is read. It stands in for Starlight's class of this name
 * (`components-internals/TableOfContents/starlight-toc.ts`), whose start finds every block of the page with `:has()` and
 * watches each: on a phone a tenth of a second and more, twice. Here the headings are watched, and the last one above
 * the line that is read counts.
 */
export class StarlightTOC extends HTMLElement {
  #current = this.querySelector<HTMLAnchorElement>('a[aria-current="true"]');
  #observer: IntersectionObserver | undefined;
  /** Each link's heading, in the order of the page. */
  #headings: [heading: Element, link: HTMLAnchorElement][] = [];
  readonly #above = new Set<Element>();

  constructor() {
    super();
    idle(() => this.#start());
  }

  protected set current(link: HTMLAnchorElement) {
    if (link === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    this.#current = link;
  }

  #start(): void {
    this.#headings = [...this.querySelectorAll('a')].flatMap((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading ? [[heading, link]] : [];
    });
    this.#observe();
    let timer: ReturnType<typeof setTimeout> | undefined;
    addEventListener('resize', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#observe(), 200);
    });
  }

  #observe(): void {
    const bars = [document.querySelector('header'), this.querySelector('summary')];
    const height = bars.reduce((sum, bar) => sum + (bar?.getBoundingClientRect().height ?? 0), 0);
    const below = document.documentElement.clientHeight - height - gap - line;
    this.#observer?.disconnect();
    this.#above.clear();
    // Whatever is above the line, however far.
    this.#observer = new IntersectionObserver((entries) => this.#notice(entries), {
      rootMargin: `999999px 0px ${-below}px`,
    });
    for (const [heading] of this.#headings) this.#observer.observe(heading);
  }

  #notice(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) this.#above.add(target);
      else this.#above.delete(target);
    const last = this.#headings.findLast(([heading]) => this.#above.has(heading)) ?? this.#headings[0];
    if (last) this.current = last[1];
  }
}

customElements.define('starlight-toc', StarlightTOC);
