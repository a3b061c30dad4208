import type { Page } from '@playwright/test';
import { expect, test } from './no-errors.ts';
import { outcome } from './tracer-locators.ts';

declare global {
  interface Window {
    /** Notes where the focus went; says what of the last place can be said only now. */
    noteFocus: () => { isOver: boolean; faults: string[] };
    /** What the focus never reached. */
    missed: () => string[];
  }
}

/** What the page itself looks at: a press of Tab costs one question. */
function watch(): void {
  const reached = new Set<Element>();
  let last: { element: Element; look: string } | undefined;
  const tag = (element: Element) => element.outerHTML.slice(0, 120);
  // A control may show its focus at its label.
  const around = (element: Element) => element.closest('label') ?? element;
  const look = (element: Element) =>
    [element, around(element)]
      .map((one) => getComputedStyle(one))
      .map(({ outlineStyle, outlineColor, boxShadow }) => `${outlineStyle} ${outlineColor} ${boxShadow}`)
      .join();
  const isBare = (element: Element) =>
    [element, around(element)].every((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none';
    });
  /** Of points all over what is in the window, one at least is not covered: WCAG 2.2, 2.4.11. */
  const isUncovered = (element: Element) =>
    [...element.getClientRects()].some(({ left, top, right, bottom }) => {
      const [x0, x1] = [Math.max(left, 0) + 1, Math.min(right, innerWidth) - 1];
      const [y0, y1] = [Math.max(top, 0) + 1, Math.min(bottom, innerHeight) - 1];
      if (x0 > x1 || y0 > y1) return false;
      const parts = [0, 0.25, 0.5, 0.75, 1];
      return parts.some((x) =>
        parts.some((y) => {
          const hit = document.elementFromPoint(x0 + x * (x1 - x0), y0 + y * (y1 - y0));
          return hit !== null && around(element).contains(hit);
        }),
      );
    });
  window.noteFocus = () => {
    const faults: string[] = [];
    const element = document.activeElement ?? document.body;
    if (last && last.element !== element && look(last.element) === last.look)
      faults.push(`looks the same without the focus: ${tag(last.element)}`);
    if (element === document.body || reached.has(element)) return { isOver: true, faults };
    reached.add(element);
    last = { element, look: look(element) };
    if (isBare(element)) faults.push(`shows no focus: ${tag(element)}`);
    if (!isUncovered(element)) faults.push(`is covered: ${tag(element)}`);
    return { isOver: false, faults };
  };
  window.missed = () =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]',
      ),
    ]
      .filter(
        (element) =>
          element.tabIndex >= 0 &&
          element.checkVisibility({ visibilityProperty: true }) &&
          !element.matches(':disabled') &&
          // Of radio buttons the one that is chosen is reached, the others by arrows.
          !element.matches('[type="radio"]:not(:checked)') &&
          !reached.has(element),
      )
      .map(tag);
}

/** Presses Tab from the beginning of a page to its end. */
async function walkThrough(page: Page): Promise<{ faults: string[]; missed: string[] }> {
  await page.evaluate(watch);
  const faults: string[] = [];
  for (let presses = 0; presses < 1000; presses++) {
    await page.keyboard.press('Tab');
    const noted = await page.evaluate(() => window.noteFocus());
    faults.push(...noted.faults);
    if (noted.isOver) return { faults, missed: await page.evaluate(() => window.missed()) };
  }
  throw new Error('the focus does not come to an end');
}

for (const [path, width] of [
  ['/', 1280],
  ['/network-basics/', 1280],
  ['/dns/', 390],
  ['/tracer/', 1280],
  ['/updates/', 1280],
  ['/404.html', 390],
] as const)
  test(`the focus reaches all of ${path}, and is seen wherever it is: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 720 });
    // Asked for by its address, the answer of the tracer does not wait until it is near.
    await page.goto(path === '/tracer/' ? '/tracer/#s=docker-iptables/publish' : path);
    if (path === '/tracer/') await expect(outcome(page)).toBeVisible();
    expect(await walkThrough(page)).toEqual({ faults: [], missed: [] });
  });
