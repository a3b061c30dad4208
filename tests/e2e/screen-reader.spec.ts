import { expect, test } from './no-errors.ts';
import { current, outcome, walk } from './tracer-locators.ts';

const chapter = '/network-basics/';

test('the tracer says its verdict, each step, and what its picture shows', async ({ page }) => {
  await page.goto('/tracer/#s=docker-iptables/publish');
  const verdict = page.locator('[aria-live="polite"]').filter({ has: page.locator('.outcome') });
  await expect(verdict).toContainText('10.1.0.2:80');
  // A live region speaks when it stays, and what is in it changes.
  const kept = await verdict.elementHandle();
  await page.getByRole('button', { name: '外部主机直接访问容器地址 10.1.0.2' }).click();
  await expect(verdict).toContainText('丢弃');
  expect(await verdict.evaluate((element, before) => element === before, kept)).toBe(true);

  await page.getByRole('button', { name: '外部主机访问已发布端口 8080/tcp' }).click();
  const said = walk(page).locator('[aria-live="polite"].said');
  const diagram = page.getByRole('img', { name: '数据包经过的钩子和表' });
  await expect(diagram).toHaveAccessibleDescription('网卡收到 → PREROUTING raw');
  await expect(said).toHaveText(/^第 1 步，共 \d+ 步：./);
  await walk(page).press('ArrowRight');
  await expect(said).toHaveText(/^第 2 步，共 \d+ 步：./);
  await expect(current(page)).toHaveCount(1);
  await walk(page).press('End');
  await expect(said).toHaveText(/^第 (\d+) 步，共 \1 步：./);
  await expect(diagram).toHaveAccessibleDescription(/^网卡收到 → PREROUTING raw → .* → 网卡发出$/);
  await page.getByRole('button', { name: '复制链接' }).click();
  await expect(page.getByRole('status').filter({ hasText: '链接已复制' })).toBeVisible();
});

test('the controls of a transcript and of its player have names and states', async ({ page }) => {
  await page.goto(chapter);
  const transcript = page.locator('dn-transcript:has(#none-1)');
  await expect(transcript.locator('figcaption')).toMatchAriaSnapshot(`
    - button "复制全部"
    - button "播放"
  `);
  await transcript.getByRole('button', { name: '播放', exact: true }).click();
  const player = page.getByRole('region', { name: /^播放器/ });
  await player.getByRole('button', { name: '暂停' }).click();
  await expect(player.locator('.bar')).toMatchAriaSnapshot(`
    - button "上一条命令"
    - button "播放"
    - button "下一条命令"
    - slider "进度"
    - text: /\\d+:\\d+ \\/ \\d+:\\d+/
    - combobox "速度"
    - button "键盘快捷键"
    - button "全屏"
    - button "回到文字"
  `);
  await expect(player.getByRole('slider')).toHaveAttribute('aria-valuetext', /^\d+:\d+ \/ \d+:\d+$/);
});

for (const [path, name] of [
  [chapter, '.transcript [data-copy] [data-copy-command]'],
  ['/cheat-sheet/', '.recipe [data-copy-command]'],
] as const)
  test(`that a command was copied is said: ${path}`, async ({ page }) => {
    await page.goto(path);
    await page.locator(name).first().click();
    await expect(page.getByRole('status').filter({ hasText: '已复制' })).toHaveCount(1);
  });

test('that a page was copied is said', async ({ page }) => {
  await page.goto(chapter);
  await page.getByRole('button', { name: '复制本页 Markdown' }).click();
  await expect(page.getByRole('button', { name: '已复制' })).toHaveAttribute('aria-live', 'polite');
});

test('each diagram is a picture whose text says what it shows', async ({ page }) => {
  await page.goto(chapter);
  const diagrams = page.locator('.diagram svg');
  expect(await diagrams.count()).toBeGreaterThan(1);
  for (const diagram of await diagrams.all()) {
    await expect(diagram).toHaveRole('img');
    await expect(diagram).toHaveAccessibleName(/.{20}/);
  }
});

test('readers who want no motion get none from the page and the tracer', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/tracer/#s=docker-iptables/publish');
  await expect(outcome(page)).toBeVisible();
  await page.getByRole('button', { name: '播放', exact: true }).click();
  await page.getByRole('button', { name: '暂停' }).click();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior !== 'auto';
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
  expect(moving).toEqual([]);
});
