import type { Page } from '@playwright/test';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listChapters } from '../../src/chapters.ts';
import { writeWorker } from '../../src/offline/write-worker.ts';
import { SiteServer } from '../support/site-server.ts';
import { findViolations } from './axe.ts';
import { expect, test as base } from './no-errors.ts';
import { outcome } from './tracer-locators.ts';

const test = base.extend<{ server: SiteServer; newVersion: () => Promise<string> }>({
  server: async ({}, use) => {
    const server = await new SiteServer('dist').start();
    await use(server);
    await server.stop();
  },
  /** Makes a second version of the site, with another text on the first chapter's page. */
  newVersion: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'site-'));
    await use(async () => {
      cpSync('dist', folder, { recursive: true });
      const page = join(folder, 'network-basics/index.html');
      const html = readFileSync(page, 'utf8');
      const before = /data-version="(\w+)"/.exec(html)?.[1] ?? '';
      for (const slug of ['', ...listChapters()]) {
        const file = join(folder, slug, 'index.html');
        writeFileSync(
          file,
          readFileSync(file, 'utf8').replaceAll(before, '__SITE_VERSION__').replace('<h1', '<h1 data-second'),
        );
      }
      await writeWorker(folder);
      return folder;
    });
    rmSync(folder, { recursive: true });
  },
});

// Each test makes a copy of some 800 files, some make two.
test.describe.configure({ timeout: 90_000 });

const chapter = 'network-basics/';
const ready = /已可离线阅读（[\d.]+ MB）/;

async function visit(page: Page, server: SiteServer): Promise<void> {
  await page.goto(server.address);
  await expect(page.locator('dn-offline')).toContainText(ready, { timeout: 60_000 });
  // The last thing that such a page asks for is the style of its notice.
  await expect(page.getByRole('status').filter({ hasText: ready })).toBeVisible();
}

test('after one visit the whole site is read without a network', async ({ page, server }) => {
  await visit(page, server);
  await server.stop();
  for (const slug of [...listChapters(), 'tracer', 'updates']) {
    await page.goto(`${server.address}${slug}/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto(`${server.address}tracer/#s=kubernetes/service`);
  const question = page.getByRole('button', { name: /^宿主机访问 Service 的地址/ }).first();
  await question.click();
  await expect(question).toHaveAttribute('aria-pressed', 'true');
  await expect(outcome(page)).toContainText('其中一种可能');
  await page.goto(`${server.address}${chapter}`);
  const transcript = page.locator('dn-transcript:has(#none-1)');
  await transcript.getByRole('button', { name: '播放', exact: true }).click();
  await expect(page.getByRole('region', { name: /^播放器/ })).toContainText('ifconfig', { timeout: 20_000 });
  const files = await transcript
    .locator('.provenance a')
    .evaluateAll((links) =>
      Promise.all(links.map(async (link) => (await fetch((link as HTMLAnchorElement).href)).ok)),
    );
  expect(files).toEqual([true, true, true, true]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('内嵌 DNS');
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Docker 内部 DNS' })).toBeVisible();
});

test('a new version is offered, and comes when the reader takes it', async ({ page, server, newVersion }) => {
  await visit(page, server);
  server.folder = await newVersion();
  await page.goto(`${server.address}${chapter}`);
  await expect(page.locator('h1[data-second]')).toHaveCount(0);
  const notice = page.getByRole('status').filter({ hasText: '网站有新版本' });
  await expect(notice).toBeVisible({ timeout: 60_000 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findViolations(page, (axe) => axe.include('.dn-notice'))).toEqual([]);
  }
  // Until then all of it stays the version it was.
  await page.reload();
  await expect(page.locator('h1')).not.toHaveAttribute('data-second');
  await notice.getByRole('button', { name: '换到新版本' }).click();
  await expect(page.locator('h1')).toHaveAttribute('data-second');
  await server.stop();
  await page.goto(`${server.address}dns/`);
  await expect(page.locator('h1')).toHaveAttribute('data-second');
});

test('another tab is told when this one changes the version, and is not reloaded', async ({
  page,
  context,
  server,
  newVersion,
}) => {
  await visit(page, server);
  const other = await context.newPage();
  await other.goto(`${server.address}dns/`);
  server.folder = await newVersion();
  await page.goto(`${server.address}${chapter}`);
  await page.getByRole('button', { name: '换到新版本' }).click({ timeout: 60_000 });
  await expect(page.locator('h1')).toHaveAttribute('data-second');
  await expect(other.getByText('网站有新版本')).toBeVisible();
  await expect(other.locator('h1')).not.toHaveAttribute('data-second');
  await other.getByRole('button', { name: '换到新版本' }).click();
  await expect(other.locator('h1')).toHaveAttribute('data-second');
});

async function dropFromCache(page: Page, part: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    let dropped = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        if (new URL(request.url).pathname.includes(wanted) && (await cache.delete(request))) dropped++;
    }
    return dropped;
  }, part);
}

test('what is lost from the cache comes from the network and is kept again', async ({ page, server }) => {
  await visit(page, server);
  expect(await dropFromCache(page, '/dns/')).toBeGreaterThan(1);
  await page.goto(`${server.address}dns/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 内部 DNS');
  await server.stop();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 内部 DNS');
});

test('a broken copy of an old version is given up as a whole', async ({ page, server, newVersion }) => {
  await visit(page, server);
  await dropFromCache(page, '/network-basics/');
  server.folder = await newVersion();
  await page.goto(`${server.address}${chapter}`);
  await expect(page.locator('h1')).toHaveAttribute('data-second');
  // No page of the old version from now on, though it was in the cache.
  await page.goto(`${server.address}dns/`);
  await expect(page.locator('h1')).toHaveAttribute('data-second');
});

test('a copy that breaks off half-way is no copy, and is completed later', async ({ page, server }) => {
  server.cutOff = (path) => path.endsWith('.pf_meta');
  await page.goto(server.address);
  const notSaved = () =>
    expect(page.locator('dn-offline')).toContainText('没有离线副本', { timeout: 60_000 });
  await notSaved();
  await page.goto(`${server.address}${chapter}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 网络基础');
  await notSaved();
  server.cutOff = () => false;
  await visit(page, server);
  await server.stop();
  await page.goto(`${server.address}${chapter}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 网络基础');
});

test('a new version that breaks off leaves the old one as it was', async ({ page, server, newVersion }) => {
  await visit(page, server);
  server.folder = await newVersion();
  server.cutOff = (path) => path === 'dns/index.html';
  await page.goto(`${server.address}${chapter}`);
  await expect.poll(() => server.asked.filter((path) => path === '/dns/').length).toBeGreaterThan(1);
  await expect(page.getByText('网站有新版本')).toHaveCount(0);
  await server.stop();
  for (const slug of ['network-basics', 'dns']) {
    await page.goto(`${server.address}${slug}/`);
    await expect(page.locator('h1')).not.toHaveAttribute('data-second');
  }
});

test('readers who save data are asked first', async ({ page, server }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await page.goto(server.address);
  const save = page.getByRole('button', { name: '存下离线副本' });
  await expect(save).toBeVisible();
  expect(server.asked).not.toContain('/sw.js');
  await save.click();
  await expect(page.locator('dn-offline')).toContainText(ready, { timeout: 60_000 });
});

test.describe('what is not there', () => {
  // The page says so with its status, which a browser counts as an error.
  test.use({ expectedErrors: /status of 503|favicon\.ico/ });

  test('a page that never was is answered with a list of those that are', async ({ page, server }) => {
    await visit(page, server);
    await server.stop();
    const response = await page.goto(`${server.address}no-such-page/`);
    expect(response?.status()).toBe(503);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('这里没有路由');
  });

  test('a lost page without a network is explained', async ({ page, server }) => {
    await visit(page, server);
    await dropFromCache(page, '/dns/');
    await server.stop();
    await page.goto(`${server.address}dns/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一页现在打不开');
    await page.getByRole('link', { name: '首页' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 网络实录');
  });

  test('a page whose style or script is lost is explained, until the network brings it back', async ({
    page,
    server,
  }) => {
    const heading = page.getByRole('heading', { level: 1 });
    await visit(page, server);
    // The last is named in no page: scripts import it.
    for (const part of ['/_astro/site.', '/_astro/page.', '/_astro/shared.']) {
      expect(await dropFromCache(page, part)).toBeGreaterThan(0);
      await server.stop();
      for (const address of [chapter, 'no-such-page/']) {
        const response = await page.goto(server.address + address);
        expect(response?.status(), part).toBe(503);
        await expect(heading).toHaveText('这一页现在打不开');
      }
      await server.start();
      await page.goto(`${server.address}${chapter}`);
      await expect(heading).toHaveText('Docker 网络基础');
    }
    await server.stop();
    await page.reload();
    await expect(heading).toHaveText('Docker 网络基础');
  });

  test.describe('of what is loaded on demand', () => {
    test.use({ expectedErrors: /Failed to load resource|Failed to fetch|did not load/ });

    test('a lost file is told to whoever pressed for it, until the network brings it back', async ({
      page,
      server,
    }) => {
      const alert = page.getByRole('alert');
      const parts = [
        { part: '/_astro/dialog.', press: '搜索', brings: page.getByRole('searchbox') },
        {
          part: '/_astro/open-player.',
          press: '播放',
          brings: page.getByRole('region', { name: /^播放器/ }),
        },
        { part: '/_astro/player.', press: '播放', brings: page.getByRole('region', { name: /^播放器/ }) },
        { part: '/recordings/iptables/', press: '复制全部', brings: page.getByText('已复制') },
        { part: '/_astro/open-walk.', press: '逐步看', brings: page.locator('.walk').first() },
        {
          part: '/_astro/open-lab.',
          press: '在这里运行',
          brings: page.getByRole('region', { name: '实验机' }),
        },
      ];
      await visit(page, server);
      for (const { part, press, brings } of parts) {
        expect(await dropFromCache(page, part), part).toBeGreaterThan(0);
        await server.stop();
        await page.goto(`${server.address}iptables/`);
        await page.getByRole('button', { name: press }).first().click();
        await expect(alert, part).toHaveText(/没有载入/);
        await page.keyboard.press('Escape');
        await expect(alert).toBeHidden();
        await server.start();
        await page.reload();
        await page.getByRole('button', { name: press }).first().click();
        await expect(brings, part).toBeVisible({ timeout: 20_000 });
        await expect(alert).toHaveCount(0);
      }
    });
  });
});
