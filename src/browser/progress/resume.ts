import { forgetProgress, loadProgress } from './progress.ts';

/**
 * Offers, on the landing page, to go on where the reader stopped; its room is kept, so that nothing moves.
 * @param element has the base of the site's addresses, the chapters' and, not shown yet, what is offered
 */
export function offerResume(element: HTMLElement): void {
  const { read, last } = loadProgress(localStorage);
  const link = element.querySelector('a');
  const count = element.querySelector('[data-count]');
  const forget = element.querySelector('button');
  if (!last || !link || !count || !forget) return;
  const { base = '', pages = '' } = element.dataset;
  const known = pages.split(' ');
  if (!known.includes(last.page)) return;
  link.href = `${base}/${last.page}/${last.section ? `#${last.section.id}` : ''}`;
  link.textContent = last.section ? `${last.title}：${last.section.title}` : last.title;
  count.textContent = `${read.filter((page) => known.includes(page)).length} / ${known.length}`;
  forget.addEventListener('click', () => {
    forgetProgress(localStorage);
    delete element.dataset.shown;
  });
  element.dataset.shown = '';
}
