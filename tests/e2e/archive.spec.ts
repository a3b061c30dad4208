import { unzipSync } from 'fflate';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listChapters } from '../../src/chapters.ts';
import { writeWorker } from '../../src/offline/write-worker.ts';
import { SiteServer } from '../support/site-server.ts';
import { expect, test as base } from './no-errors.ts';
import { outcome } from './tracer-locators.ts';

const path = '/some/deep/path/';

/** The archive, unpacked and served below a path. */
const test = base.extend<{ server: SiteServer }>({
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'archive-'));
    for (const [name, content] of Object.entries(unzipSync(readFileSync('dist/docker-network-notes.zip')))) {
      if (name.endsWith('/')) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const server = await new SiteServer(join(folder, 'docker-network-notes'), path).start();
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true });
  },
});

test.afterEach(({ server }) => {
  // Nothing is looked for beside the archive, whatever the pages did.
  expect(server.asked.filter((asked) => !asked.startsWith(path) && asked !== '/favicon.ico')).toEqual([]);
});

test('the archive works below any path: search, transcripts, links', async ({ page, server }) => {
  await page.goto(server.address);
  await page.getByRole('link', { name: '从第一章读起' }).click();
  await expect(page).toHaveURL(`${server.address}network-basics/`);
  const transcript = page.locator('dn-transcript:has(#none-1)');
  await transcript.getByRole('button', { name: '播放', exact: true }).click();
  await expect(page.getByRole('region', { name: /^播放器/ })).toContainText('ifconfig', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('127.0.0.11');
  await page.getByRole('dialog').getByRole('link', { name: 'Docker 内部 DNS' }).click();
  await expect(page).toHaveURL(`${server.address}dns/`);
  await page.getByRole('link', { name: '速查表' }).first().click();
  await page.getByRole('link', { name: '看录像' }).first().click();
  await expect(page).toHaveURL(/\/some\/deep\/path\/network-basics\/#drivers-1$/);
  await page.getByRole('link', { name: '数据包追踪' }).first().click();
  await expect(page).toHaveURL(`${server.address}tracer/`);
  await expect(outcome(page)).toContainText('10.1.0.2:80');
  await page.goto(`${server.address}updates/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('更新记录');
});

test('every address in the archive leads to a file of the archive', async ({ page, server }) => {
  const asked = new Set<string>();
  const absolute = new Set<string>();
  for (const slug of ['', ...[...listChapters(), 'tracer', 'updates'].map((one) => `${one}/`)]) {
    await page.goto(server.address + slug);
    // As the file has them; only commands for the clipboard may begin so.
    const html = await (await page.request.get(server.address + slug)).text();
    for (const [attribute] of html.matchAll(/ (?!data-copy)[\w-]+="\/[^"]*"/g)) absolute.add(attribute);
    const addresses = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        ['href', 'src', 'data-cast', 'data-markdown', 'data-rules']
          .map((name) => element.getAttribute(name))
          .filter((value) => value !== null)
          .map((value) => new URL(value, document.baseURI).href.replace(/#.*/, '')),
      ),
    );
    for (const address of addresses) asked.add(address);
  }
  expect([...absolute]).toEqual([]);
  const { origin } = new URL(server.address);
  const inside = [...asked].filter((address) => address.startsWith(origin));
  expect(inside.length).toBeGreaterThan(100);
  const missing = [];
  for (const address of inside) if (!(await page.request.get(address)).ok()) missing.push(address);
  expect(missing).toEqual([]);
});

test('the service worker keeps the site below any path', async ({ page, server }) => {
  await writeWorker(server.folder);
  await page.goto(server.address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('sw.js');
    await navigator.serviceWorker.ready;
  });
  await server.stop();
  await page.goto(`${server.address}dns/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 内部 DNS');
});
