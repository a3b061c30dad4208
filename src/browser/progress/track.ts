import { loadProgress, saveProgress, withRead, type Place } from './progress.ts';

/** A page's address below the site's, from the address of its link or its own. */
function pageOf(pathname: string): string {
  return (
    pathname
      .replace(/\/(index\.html)?$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}

/** Marks the pages of the sidebar that were read. */
function markRead(sidebar: ParentNode, label: string): void {
  const { read } = loadProgress(localStorage);
  for (const link of sidebar.querySelectorAll('a')) {
    if (link.querySelector('.read') || !read.includes(pageOf(link.pathname))) continue;
    const tick = document.createElement('span');
    tick.className = 'read';
    tick.title = label;
    tick.setAttribute('role', 'img');
    tick.ariaLabel = label;
    link.append(tick);
  }
}

/** The section at the top of the window. */
function currentSection(): Place['section'] {
  const headings = [...document.querySelectorAll<HTMLElement>('.sl-markdown-content h2[id]')];
  const heading = headings.findLast((one) => one.getBoundingClientRect().top < innerHeight / 2);
  return heading && { id: heading.id, title: heading.textContent };
}

/**
 * Keeps, in this browser only, where the reader is and which chapters were read to their end.
 * @param element has the page's title, and the word for a page that was read
 */
export function trackProgress({ dataset: { title = '', read = '' } }: HTMLElement): void {
  const page = pageOf(location.pathname);
  const sidebar = document.querySelector('#starlight__sidebar');
  if (sidebar) markRead(sidebar, read);
  addEventListener('pagehide', () => {
    const section = currentSection();
    saveProgress(localStorage, {
      ...loadProgress(localStorage),
      last: { page, title, ...(section && { section }) },
    });
  });
  const end = document.querySelector('.pagination-links');
  if (!end) return;
  const observer = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    observer.disconnect();
    saveProgress(localStorage, withRead(loadProgress(localStorage), page));
    if (sidebar) markRead(sidebar, read);
  });
  observer.observe(end);
}
