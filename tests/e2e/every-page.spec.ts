import AxeBuilder from '@axe-core/playwright';
import { listChapters } from '../../src/chapters.ts';
import { sum, weigh } from '../support/weigh.ts';
import { expect, test } from './no-errors.ts';

/** What a page may weigh before anyone touches it, in bytes, as a host with Brotli sends it. */
const budget = 50_000;

/** The tracer is a tool: the engine that answers the first question comes with its page. */
const budgets: Readonly<Record<string, number>> = { '/tracer/': 75_000 };

const paths = ['/', ...listChapters().map((slug) => `/${slug}/`), '/tracer/', '/404.html'];

for (const path of paths) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} is accessible in the ${colorScheme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        // Starlight's own search button: its name lacks the hint at Ctrl K that stands in it.
        .exclude('button[data-open-modal]')
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([]);
    });
  }

  test(`${path} never scrolls sideways on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  const most = budgets[path] ?? budget;
  test(`${path} loads no more than ${most / 1000} kB before it is touched`, async ({ page }) => {
    const sizes = await weigh(page, path);
    const list = [...sizes].map((entry) => entry.join(' ')).join('\n');
    expect(sum(sizes.values()), list).toBeLessThanOrEqual(most);
  });
}

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
