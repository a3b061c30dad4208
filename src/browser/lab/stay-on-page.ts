import { navigate } from 'astro:transitions/client';

/** Attributes of the root that belong to the running page, not to the one that comes in. */
const kept = ['data-theme', 'data-lab'];

/** The incoming page takes over what the running one needs to go on. */
function adapt(page: Document): void {
  const root = document.documentElement;
  for (const name of kept) {
    const value = root.getAttribute(name);
    if (value === null) page.documentElement.removeAttribute(name);
    else page.documentElement.setAttribute(name, value);
  }
  // The policy that this page came with goes on holding; a second one would forbid what only the first names.
  for (const policy of page.querySelectorAll('meta[http-equiv="content-security-policy" i]')) policy.remove();
  // Style sheets that were loaded on demand: the panel's, the terminal's.
  for (const link of document.head.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const isThere = page.head.querySelector(`link[rel="stylesheet"][href="${link.getAttribute('href')}"]`);
    if (!isThere && link.dataset.lab !== undefined) page.head.append(link.cloneNode());
  }
}

function isOurs(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.altKey && !event.shiftKey;
  const isHere = link.origin === location.origin && (link.target === '' || link.target === '_self');
  const isPage = /\/$|\.html$/.test(link.pathname);
  const isAnchor = link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
  return (
    isPlain && isHere && isPage && !isAnchor && !link.hasAttribute('download') && !event.defaultPrevented
  );
}

/**
 * From now on links exchange the page around the panel instead of leaving it, by Astro's router: leaving a page ends
 * its WebAssembly, and with it the machine. Pages where no machine was started are left as ever.
 */
export function stayOnPage(mayStay: () => boolean): void {
  const { style } = document.documentElement;
  let properties = '';
  document.addEventListener('astro:before-swap', ({ newDocument }) => {
    properties = style.cssText;
    adapt(newDocument);
  });
  document.addEventListener('astro:after-swap', () => {
    // Set as an attribute, the page's policy would refuse them.
    style.cssText = properties;
    // Starlight's own script sets the pickers when a page is loaded anew only.
    const provider = (globalThis as { StarlightThemeProvider?: { updatePickers: (theme?: string) => void } })
      .StarlightThemeProvider;
    provider?.updatePickers(localStorage.getItem('starlight-theme') || 'auto');
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (!link || !mayStay() || !isOurs(event, link)) return;
    event.preventDefault();
    void navigate(link.href);
  });
}
