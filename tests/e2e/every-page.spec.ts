import { listChapters } from '../../src/chapters.ts';
import { budgets, totalBytesOf } from '../support/budgets.ts';
import { layoutShift, sumBytes, weigh } from '../support/weigh.ts';
import { findViolations } from './axe.ts';
import { expect, test } from './no-errors.ts';
import { showAll } from './show-all.ts';
import { findTooWide } from './too-wide.ts';

const paths = ['/', ...listChapters().map((slug) => `/${slug}/`), '/tracer/', '/updates/', '/404.html'];

/** Widths without sideways scrolling: a phone; 1280 pixels at 200 %; and at 400 %, WCAG 1.4.10. */
const widths = [360, 640, 320] as const;

test.describe.configure({ mode: 'parallel' });

for (const path of paths) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} is accessible in the ${colorScheme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await showAll(page);
      expect(await findViolations(page)).toEqual([]);
    });
  }

  test(`${path} never scrolls sideways and cuts nothing off, on a phone or enlarged`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    await showAll(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 740 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await findTooWide(page), `at ${width} px`).toEqual([]);
    }
  });

  test(`${path} keeps to its budget before it is touched, and nothing moves`, async ({ page, baseURL }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const files = await weigh(page, path);
    const list = files
      .map(({ url, bytes, isCritical }) => `${bytes} ${url}${isCritical ? ' (critical)' : ''}`)
      .join('\n');
    expect.soft(sumBytes(files), list).toBeLessThanOrEqual(totalBytesOf(path));
    const critical = files.filter(({ isCritical }) => isCritical);
    expect(critical.length).toBeGreaterThan(1);
    expect.soft(sumBytes(critical), list).toBeLessThanOrEqual(budgets.criticalBytes);
    expect.soft(files.length, list).toBeLessThanOrEqual(budgets.requests);
    expect.soft(files.filter(({ url }) => !url.startsWith(baseURL ?? '')).map(({ url }) => url)).toEqual([]);
    expect.soft(await layoutShift(page)).toBe(budgets.layoutShift);
  });
}

test('nothing moves on a slow machine, where the page comes in pieces', async ({ page, context }) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    // Text, and one table whose columns get their widths from its last rows too.
    for (const path of ['/dns/', '/glossary/']) {
      await page.goto(path, { waitUntil: 'networkidle' });
      expect(await layoutShift(page), `${path} at ${width} px`).toBe(budgets.layoutShift);
    }
  }
});

test('what moves by itself is measured', async ({ page }) => {
  await page.goto('/dns/', { waitUntil: 'networkidle' });
  expect(await layoutShift(page)).toBe(budgets.layoutShift);
  await page.locator('.sl-markdown-content').evaluate((text) => (text.style.paddingTop = '20rem'));
  await expect.poll(() => layoutShift(page)).toBeGreaterThan(0.01);
});

test('links and anchors inside the site lead somewhere', async ({ page }) => {
  const ids = new Map<string, ReadonlySet<string>>();
  const links: [from: string, to: URL][] = [];
  for (const path of paths) {
    await page.goto(path);
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      hrefs: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href),
    }));
    expect(new Set(found.ids).size, `${path} has an id twice`).toBe(found.ids.length);
    ids.set(path, new Set(found.ids));
    links.push(
      ...new Set(found.hrefs).values().map((href) => [path, new URL(href)] as (typeof links)[number]),
    );
  }
  const { origin } = new URL(page.url());
  const inside = links.filter(([, to]) => to.origin === origin);
  const files = new Set(inside.map(([, to]) => to.pathname).filter((path) => !ids.has(path)));
  const missing = new Set<string>();
  for (const file of files) if ((await page.request.get(file)).status() !== 200) missing.add(file);
  const broken = inside.filter(
    ([, { pathname, hash }]) =>
      missing.has(pathname) ||
      // `#s=…` is a question to the tracer, not an anchor.
      (hash && !hash.includes('=') && !ids.get(pathname)?.has(decodeURIComponent(hash.slice(1)))),
  );
  expect(broken.map(([from, to]) => `${from} → ${to.pathname}${to.hash}`)).toEqual([]);
});
