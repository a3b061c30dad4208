import type { Locator, Page } from '@playwright/test';
import { expect, test } from './no-errors.ts';

const chapter = '/network-basics/';

/** Presses Tab until an element has the focus. @throws Error after so many presses */
async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await expect(target).toBeAttached();
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} is not reached with ${most} presses of Tab`);
}

test('the first press of Tab offers to skip to the content', async ({ page }) => {
  await page.goto(chapter);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '跳转到内容' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#_top$/);
  await page.keyboard.press('Tab');
  const inContent = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(inContent).toBe(true);
});

test('another chapter, another theme and a search take only keys', async ({ page }) => {
  await page.goto(chapter);
  const theme = page.locator('starlight-theme-select:visible').getByRole('combobox');
  await tabTo(page, theme.first());
  await theme.first().selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await tabTo(
    page,
    page.getByRole('navigation', { name: '主要' }).getByRole('link', { name: '定制 bridge' }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('定制 bridge');
  await expect(page.getByRole('button', { name: '搜索' })).toBeEnabled();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('DOCKER-USER');
  await expect(page.getByRole('dialog')).toContainText('DOCKER-USER');
  // The first press empties the field, as search fields do.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('engines, copying, playing and answers take only keys', async ({ page }) => {
  await page.goto(chapter);
  const tab = page.getByRole('tab', { name: 'Docker 28' }).first();
  await tabTo(page, tab);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Docker 20' }).first()).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Docker 20' }).first()).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(tab).toBeFocused();

  const transcript = page.locator('dn-transcript:has(#none-1)');
  await tabTo(page, transcript.getByRole('button', { name: '复制全部' }));
  await page.keyboard.press('Enter');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain('docker run --rm --network none -it alpine sh');

  await tabTo(page, transcript.getByRole('button', { name: '播放', exact: true }), 1);
  await page.keyboard.press('Enter');
  const player = page.getByRole('region', { name: /^播放器/ });
  await expect(player).toBeFocused();
  await page.keyboard.press(' ');
  await tabTo(page, player.getByRole('button', { name: '下一条命令' }), 10);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(player).toHaveCount(0);
  await expect(transcript.getByRole('button', { name: '播放', exact: true })).toBeFocused();

  // The box of the text can be scrolled by keys, then come its commands.
  await tabTo(page, transcript.getByRole('region').first(), 2);
  await tabTo(page, page.locator('#none-2').getByRole('button', { name: '复制命令' }), 6);
  await page.keyboard.press('Enter');
  await expect.poll(copied).toBe('ifconfig');
});

test('an answer opens by key', async ({ page }) => {
  await page.goto(`${chapter}#练习`);
  const summary = page.locator('details.solution summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('details.solution').first()).toHaveAttribute('open');
});

test('what has the focus can be seen', async ({ page }) => {
  await page.goto(chapter);
  const unseen: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const lost = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const label = element.closest('label');
      const around = label ? getComputedStyle(label) : undefined;
      const isSeen =
        (outlineStyle !== 'none' && outlineWidth !== '0px') ||
        boxShadow !== 'none' ||
        (around !== undefined && around.outlineStyle !== 'none');
      const { width, height } = element.getBoundingClientRect();
      return isSeen && width > 0 && height > 0 ? undefined : element.outerHTML.slice(0, 120);
    });
    if (lost !== undefined) unseen.push(lost);
  }
  expect(unseen).toEqual([]);
});
