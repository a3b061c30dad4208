import { expect, test } from './no-errors.ts';
import { current, outcome, walk } from './tracer-locators.ts';

test('the first question is answered at once, and every preset gets an answer', async ({ page }) => {
  await page.goto('/tracer/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('数据包追踪');
  await expect(outcome(page)).toContainText('10.1.0.2:80');
  const presets = page.locator('.presets button');
  const count = await presets.count();
  expect(count).toBeGreaterThan(8);
  for (let index = 0; index < count; index++) {
    const preset = presets.nth(index);
    if (!(await preset.isVisible())) await page.getByText('更多问题').click();
    await preset.click();
    await expect(preset).toHaveAttribute('aria-pressed', 'true');
    await expect(outcome(page)).toHaveText(/^(通过|丢弃|拒绝|不能确定)./);
  }
});

test('a walk is gone through by keyboard, forward and backward', async ({ page }) => {
  await page.goto('/tracer/');
  await walk(page).focus();
  await expect(current(page)).toContainText('-d 10.1.0.2/32 ! -i br-base -j DROP');
  await page.keyboard.press('ArrowRight');
  await expect(current(page)).toContainText('-P PREROUTING ACCEPT');
  await page.keyboard.press('ArrowLeft');
  await expect(current(page)).toContainText('-j DROP');
  await page.keyboard.press('End');
  await expect(current(page)).toContainText('-P POSTROUTING ACCEPT');
  await expect(page.getByRole('slider', { name: '步' })).toHaveAttribute(
    'aria-valuetext',
    /第 (\d+) 步，共 \1 步/,
  );
  await page.keyboard.press('Home');
  await expect(current(page)).toContainText('-j DROP');
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
});

test('the diagram and the packet follow the steps', async ({ page }) => {
  await page.goto('/tracer/');
  const diagram = page.getByRole('img', { name: '数据包经过的钩子和表' });
  await expect(diagram.locator('.current')).toHaveText('raw');
  await walk(page)
    .getByRole('button', { name: /DOCKER 3/ })
    .click();
  await expect(diagram.locator('.current')).toHaveText('nat');
  await expect(walk(page).locator('.packet')).toContainText('192.0.2.10:8080 → 10.1.0.2:80');
  await expect(walk(page).locator('.said')).toContainText('目的地址 192.0.2.10 → 10.1.0.2');
  await walk(page).focus();
  await page.keyboard.press('End');
  await expect(diagram.locator('.current')).toHaveText('网卡发出');
});

test('misses are folded, and open on demand', async ({ page }) => {
  await page.goto('/tracer/');
  const fold = walk(page).getByRole('button', { name: /跳过 \d+ 条未命中/ });
  await expect(fold.nth(1)).toBeVisible();
  const count = await fold.count();
  await fold.first().click();
  await expect(fold).toHaveCount(count - 1);
  await expect(current(page)).toContainText('不符');
  await expect(current(page)).toBeFocused();
});

test('the reply and the next packet of the connection are a press away', async ({ page }) => {
  await page.goto('/tracer/');
  await page.getByRole('button', { name: '看回包' }).click();
  await expect(walk(page)).toContainText('按连接记录里的转换改写');
  await expect(outcome(page)).toContainText('192.0.2.1:40000');
  await page.getByRole('button', { name: '看同一连接的下一个包' }).click();
  await expect(walk(page)).toContainText('ESTABLISHED');
});

test('where the ruleset cannot decide, both ways can be taken', async ({ page }) => {
  await page.goto('/tracer/#s=kubernetes/service');
  await expect(outcome(page)).toContainText('这只是其中一种可能');
  const other = walk(page).getByRole('radio', { name: /没有命中 · 概率 50%/ });
  await expect(walk(page).getByRole('radio', { name: /^命中 · 概率 50%/ })).toBeChecked();
  await expect(outcome(page)).toContainText('10.244.0.2');
  await other.check();
  await expect(outcome(page)).toContainText('10.244.0.3');
  await page.waitForURL(/b=0/);
  await page.reload();
  await expect(outcome(page)).toContainText('10.244.0.3');
});

test('the same packet on two engines: where the ways part', async ({ page }) => {
  await page.goto('/tracer/');
  await page.getByRole('button', { name: '外部主机直接访问容器地址 10.1.0.2' }).click();
  await page.getByLabel('和另一个版本比较').selectOption('Docker 20');
  const comparison = page.locator('.comparison');
  await expect(comparison).toContainText('两边在 PREROUTING raw 分道扬镳。');
  await expect(comparison.locator('.parting')).toContainText(
    '-A PREROUTING -d 10.1.0.2/32 ! -i br-base -j DROP',
  );
  await page.getByRole('button', { name: '外部主机访问已发布端口 8080/tcp' }).click();
  await expect(comparison).toContainText('只是由不同的规则做');
});

test('on a phone the first answer comes when its place is near', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto('/tracer/');
  const heading = page.getByRole('heading', { name: '它怎么走' });
  await expect(heading).toBeAttached();
  await expect(page.locator('.walk')).toHaveCount(0);
  await heading.scrollIntoViewIfNeeded();
  await expect(page.locator('.walk')).toBeVisible();
});
