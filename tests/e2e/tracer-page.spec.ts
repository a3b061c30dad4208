import { findViolations } from './axe.ts';
import { expect, test } from './no-errors.ts';
import { paste } from './paste-rules.ts';
import { current, outcome, walk } from './tracer-locators.ts';

test('a chapter shows the steps that decided, and each step on demand', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto('/docker-iptables/');
  await page.waitForLoadState('networkidle');
  const tracer = page.locator('dn-tracer').first();
  await expect(tracer).toContainText('--to-destination 10.1.0.2:80');
  expect(loaded.filter((url) => /open-walk|walk\.|\.rules$/.test(url))).toEqual([]);
  await tracer.getByRole('button', { name: '逐步看' }).click();
  await expect(walk(page)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(current(page)).toContainText('-P PREROUTING ACCEPT');
  await tracer.getByRole('link', { name: '在追踪器里打开' }).click();
  await expect(page).toHaveURL(/\/tracer\/#s=docker-iptables\/publish/);
  await expect(outcome(page)).toContainText('10.1.0.2:80');
});

test('without JavaScript a walk can be read, and the tracer says what is missing', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/docker-iptables/');
  await expect(page.locator('dn-tracer').first()).toContainText('从 br-base 转发出去');
  await expect(page.getByRole('button', { name: '逐步看' })).toHaveCount(0);
  await page.goto('/tracer/');
  await expect(page.locator('.tracer-intro noscript p')).toContainText('npm run trace');
  await expect(page.locator('form.source')).toBeHidden();
  await context.close();
});

test('the tracer is found by the search', async ({ page }) => {
  await page.goto('/tracer/');
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: '搜索' });
  await dialog.getByRole('searchbox').fill('数据包追踪');
  await expect(dialog.getByRole('link', { name: '数据包追踪' }).first()).toBeVisible();
});

test('nothing scrolls sideways on a phone, whatever is shown', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/tracer/#s=docker-iptables/publish&e=docker-28&c=docker-20');
  await expect(page.locator('.comparison')).toBeVisible();
  await page.getByText('自己描述一个包').click();
  await page.getByText('更多条件').click();
  await page.getByText('整份规则').click();
  for (const summary of await page.locator('.ruleset summary').all()) await summary.click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await paste(page, `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m ${'x'.repeat(300)} --nonsense\n`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the tracer is accessible in the ${colorScheme} theme, opened up`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Starlight's own search button: its name lacks the hint at Ctrl K that stands in it.
    const check = async () =>
      expect(await findViolations(page, (axe) => axe.exclude('button[data-open-modal]'))).toEqual([]);
    await page.goto(
      '/tracer/#s=docker-iptables/publish&e=docker-28&c=docker-26&p=in%3Deth0+src%3D192.0.2.1+dst%3D10.1.0.2+proto%3Dtcp+dport%3D80',
    );
    await expect(page.locator('.comparison')).toBeVisible();
    for (const name of ['自己描述一个包', '更多条件', '这次假定了什么', '在命令行里问同样的问题', '整份规则'])
      await page.getByText(name).click();
    for (const summary of (await page.locator('.ruleset summary').all()).slice(0, 8)) await summary.click();
    await check();
    await page.goto('/tracer/#s=kubernetes/service&i=4');
    await expect(outcome(page)).toContainText('其中一种可能');
    await paste(page, '*filter\n:INPUT\n');
    await expect(page.getByRole('alert').filter({ hasText: '第 2 行' })).toBeVisible();
    await check();
  });
