import type { Page } from '@playwright/test';

/**
 * The innermost elements whose content is wider than they are, each with its text, where no box scrolls to show it. What
 * is only read aloud is a pixel wide.
 */
export function findTooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** What becomes of content that is wider than an element: the first box around it that does not let it out decides. */
    const overflowOf = (element: Element): string => {
      const { overflowX } = getComputedStyle(element);
      const { parentElement } = element;
      return overflowX === 'visible' && parentElement ? overflowOf(parentElement) : overflowX;
    };
    const wide = [...document.querySelectorAll<HTMLElement>('body :not(svg, svg *)')].filter(
      (element) =>
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth &&
        !['auto', 'scroll'].includes(overflowOf(element)),
    );
    return wide
      .filter((element) => !wide.some((other) => other !== element && element.contains(other)))
      .map(
        ({ localName, className, scrollWidth, clientWidth, textContent }) =>
          `${localName}.${className}: ${scrollWidth} px in ${clientWidth}: ${textContent.trim().slice(0, 40)}`,
      );
  });
}
