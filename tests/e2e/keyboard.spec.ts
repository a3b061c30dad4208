import type { Locator, Page } from '@playwright/test';
import { expect, test } from './no-errors.ts';
import { dump } from './paste-rules.ts';
import { current, outcome, walk } from './tracer-locators.ts';

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
  for (const name of ['light', 'dark']) {
    await page.keyboard.press('ArrowUp');
    await expect(page.locator('html')).toHaveAttribute('data-theme', name);
  }
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
  const solution = page.locator('details.solution').first();
  await tabTo(page, solution.locator('summary'));
  await page.keyboard.press('Enter');
  await expect(solution).toHaveAttribute('open');
  await page.keyboard.press(' ');
  await expect(solution).not.toHaveAttribute('open');
});

test('a page is copied as Markdown by key', async ({ page }) => {
  await page.goto(`${chapter}#_top`);
  await tabTo(page, page.getByRole('button', { name: '复制本页 Markdown' }), 3);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: '已复制' })).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# Docker 网络基础\n/);
});

test('on a phone the menus open, lead on and close by key', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(chapter);
  const menu = page.getByRole('button', { name: '菜单' });
  const link = page.getByRole('navigation', { name: '主要' }).getByRole('link', { name: '定制 bridge' });
  await tabTo(page, menu, 8);
  await expect(link).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(link).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press('Escape');
  await expect(link).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press(' ');
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('定制 bridge');
  await expect(link).toBeHidden();
  const contents = page.locator('mobile-starlight-toc');
  await tabTo(page, contents.locator('summary'), 12);
  await page.keyboard.press('Enter');
  await tabTo(page, contents.getByRole('link').nth(2), 3);
  await page.keyboard.press('Escape');
  await expect(contents.getByRole('link').first()).toBeHidden();
  await expect(contents.locator('summary')).toBeFocused();
});

test('the tracer is asked, and its walk gone through, by keys alone', async ({ page }) => {
  await page.goto('/tracer/#s=docker-iptables/publish');
  await expect(outcome(page)).toContainText('10.1.0.2:80');
  await tabTo(page, page.getByRole('combobox', { name: '版本', exact: true }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('combobox', { name: '版本', exact: true })).toHaveValue('docker-26');
  const preset = page.getByRole('button', { name: '外部主机直接访问容器地址 10.1.0.2' });
  await tabTo(page, preset, 10);
  await page.keyboard.press('Enter');
  await expect(preset).toHaveAttribute('aria-pressed', 'true');
  await expect(preset).toBeFocused();

  await tabTo(page, page.locator('.own-packet > summary'), 20);
  await page.keyboard.press('Enter');
  const form = page.locator('.packet-form');
  await tabTo(page, form.getByRole('radio', { name: '从接口进来' }), 1);
  await tabTo(page, form.getByLabel('目的地址'), 3);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('10.1.0.300');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('10.1.0.300 不是地址');
  await expect(form.getByLabel('目的地址')).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toBeEmpty();

  await tabTo(page, walk(page), 10);
  const first = await current(page).textContent();
  await page.keyboard.press('ArrowRight');
  await expect(current(page)).not.toHaveText(first ?? '');
  await tabTo(page, walk(page).getByRole('slider', { name: '步' }), 12);
  await page.keyboard.press('Home');
  await expect(current(page)).toHaveText(first ?? '');
  await tabTo(page, walk(page).locator('button.step').nth(1), 4);
  await page.keyboard.press('Enter');
  await expect(walk(page).locator('button.step').nth(1)).toHaveAttribute('aria-current', 'step');
  await tabTo(page, page.getByRole('button', { name: '复制链接' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('链接已复制')).toBeVisible();
});

test('rules of one’s own are given to the tracer by keys alone', async ({ page }) => {
  await page.goto('/tracer/');
  await expect(page.getByRole('combobox', { name: '版本', exact: true })).toHaveValue('docker-28');
  await tabTo(page, page.getByRole('radio', { name: '录下来的场景' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: '我自己的规则' })).toBeChecked();
  const rules = page.getByRole('textbox', { name: /iptables-save/ });
  await tabTo(page, rules, 1);
  await page.keyboard.insertText(dump);
  await tabTo(page, page.getByRole('button', { name: '读取规则' }), 4);
  await page.keyboard.press('Enter');
  await expect(outcome(page)).toContainText('10.9.0.2:443');
});
