import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listChapters, listFolders, slugOfFolder } from '../../src/chapters.ts';
import { readHistory } from '../../src/history/read-history.ts';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { budgets } from '../support/budgets.ts';
import { SiteServer } from '../support/site-server.ts';
import { timeBuild } from '../support/time-build.ts';

const out = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
const address = 'https://notes.example/docker/';
let processorS = Number.NaN;

/** The site as it is deployed: at an address of its own, below a path, with the place of its sources. */
beforeAll(() => {
  ({ processorS } = timeBuild(out, {
    SITE_URL: 'https://notes.example',
    BASE_PATH: '/docker',
    REPO_URL: 'https://github.com/someone/notes/',
  }));
}, 300_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(out, name), 'utf8');

test(`the build of all chapters takes less than ${budgets.buildS} s of processor time`, () => {
  console.log(`build: ${processorS.toFixed(1)} s of processor time`);
  expect(processorS).toBeLessThan(budgets.buildS);
});

test('the site map names every page', () => {
  const addresses = [...read('sitemap-0.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
  const pages = ['', ...listChapters().map((slug) => `${slug}/`), 'tracer/', 'updates/'];
  expect(new Set(addresses)).toEqual(new Set(pages.map((page) => address + page)));
  expect(read('sitemap-index.xml')).toContain(`<loc>${address}sitemap-0.xml</loc>`);
  expect(read('robots.txt')).toContain(`Sitemap: ${address}sitemap-index.xml`);
});

test('every page has an address, a picture that is there, a feed and a place to edit it', () => {
  for (const folder of listFolders()) {
    const slug = slugOfFolder(folder);
    const page = read(`${slug}/index.html`);
    const tags = new Set(page.match(/<(?:meta|link) [^>]*>/g));
    expect(tags).toContain(`<link rel="canonical" href="${address}${slug}/">`);
    expect(tags).toContain(`<meta property="og:image" content="${address}og/${slug}.png">`);
    expect([...tags].filter((tag) => tag.includes('og:image:alt'))).toHaveLength(1);
    expect(existsSync(join(out, 'og', `${slug}.png`)), slug).toBe(true);
    expect(
      [...tags].filter((tag) => /application\/rss\+xml.*href="\/docker\/rss\.xml"/.test(tag)),
    ).toHaveLength(1);
    const edit = /href="(https:\/\/github\.com\/[^"]+)"[^>]*><svg/.exec(page)?.[1];
    expect(edit).toBe(`https://github.com/someone/notes/edit/main/content/chapters/${folder}/zh.mdx`);
  }
  expect(read('index.html').includes(`content="${address}og/site.png"`)).toBe(true);
  expect(existsSync(join(out, 'og', 'site.png'))).toBe(true);
});

test('the feed has an item for each day of updates, with a link to it', () => {
  const feed = read('rss.xml');
  expect(feed).toContain(`<link>${address.replace(/\/$/, '')}</link>`);
  const links = [...feed.matchAll(/<item>.*?<link>([^<]+)<\/link>/gs)].map(([, link]) => link);
  const days = [...read('updates/index.html').matchAll(/<h2 id="(d[\d-]+)">/g)].map(([, id]) => id);
  expect(links).toEqual(days.map((id) => `${address}updates/#${id}`));
  // A copy without history has no days; the page says so then.
  expect(days.length > 0).toBe(readHistory().changes.length > 0);
  if (days.length === 0) expect(read('updates/index.html')).toMatch(/浅克隆|不带 Git 历史/);
});

test('pages say when they last changed, where the whole history is there', () => {
  const dated = listChapters().filter((slug) =>
    /<time datetime="[\dT:.-]+Z">/.test(read(`${slug}/index.html`)),
  );
  expect(dated).toEqual(readHistory().kind === 'complete' ? listChapters() : []);
});

test('links of the Markdown are absolute, so that they work where it is pasted', () => {
  expect(read('llms.txt')).toContain(`](${address}dns.md)`);
  expect(read('dns.md')).not.toMatch(/\]\(\/(?!\/)/);
});

test('all that a reader loads lies below the path: search, player, tracer, machine, the offline copy', async () => {
  const server = await new SiteServer(out, '/docker/').start();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ locale: 'zh-CN' });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
    const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();

    await page.goto(server.address);
    await page.locator('dn-offline').getByText('已可离线阅读').waitFor({ timeout: 120_000 });
    await server.stop();
    await page.goto(`${server.address}tracer/#s=kubernetes/service`);
    await page.locator('.walk').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').fill('内嵌 DNS');
    await page.getByRole('dialog').getByRole('link', { name: 'Docker 内部 DNS' }).click();
    await page.waitForURL(/\/docker\/dns\//);
    await page.getByText('127.0.0.11').first().waitFor();
    await server.start();
    await page.getByRole('link', { name: '手动进行容器网络的管理' }).first().click();
    await press('播放');
    await page.getByRole('region', { name: /^播放器/ }).waitFor();
    await press('在这里运行');
    await press('开机');
    await page.locator('.lab-state', { hasText: '运行中' }).waitFor({ timeout: 120_000 });

    expect(errors).toEqual([]);
    expect(server.asked.filter((path) => !path.startsWith('/docker/'))).toEqual([]);
  } finally {
    await browser.close();
    await server.stop();
  }
}, 300_000);
