import { expect, test } from './no-errors.ts';
import { dump, paste } from './paste-rules.ts';
import { walk } from './tracer-locators.ts';

test('rules that no packet reaches, and a packet for a rule', async ({ page }) => {
  await page.goto('/tracer/');
  await paste(
    page,
    dump
      .replace('COMMIT\n*filter', 'COMMIT\n*filter\n:LOST - [0:0]')
      .replace('-A INPUT', '-A LOST -j DROP\n-A INPUT'),
  );
  await page.getByText('整份规则').click();
  await page.getByRole('button', { name: '哪些规则永远到不了' }).click();
  await expect(page.getByText('有 1 条规则永远到不了')).toBeVisible();
  await expect(page.locator('.rule-note')).toHaveText('没有一条规则跳到 LOST 链');
  const input = page.locator('.ruleset details').filter({ hasText: 'INPUT' }).first();
  await input.locator('summary').click();
  await input.getByRole('button', { name: '怎么到这里：filter INPUT 1' }).click();
  await expect(page.getByText(/dport=22 .*能到达 filter INPUT 1/)).toBeVisible();
  await expect(walk(page)).toContainText('--limit 3/min');
});

test('the whole ruleset marks what the walk looked at', async ({ page }) => {
  await page.goto('/tracer/');
  await page.getByText('整份规则').click();
  const chain = page.locator('.ruleset details').filter({ hasText: 'DOCKER-BRIDGE' }).first();
  await chain.locator('summary').click();
  await expect(chain.locator('li.looked-at')).toHaveCount(1);
  await expect(chain.locator('li.matched')).toContainText('+1');
});
