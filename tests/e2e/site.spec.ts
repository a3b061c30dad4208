import { findViolations } from './axe.ts';
import { expect, test } from './no-errors.ts';

const chapter = '/network-basics/';

test('the landing page says what this is and plays a transcript at once', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 网络实录');
  await page.getByRole('button', { name: '播放', exact: true }).first().click();
  await expect(page.getByRole('region', { name: /^播放器/ })).toContainText('ifconfig', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '从第一章读起' }).click();
  await expect(page).toHaveURL(/network-basics/);
});

test('a transcript is there without JavaScript, with no dead buttons', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(chapter);
  await expect(page.locator('#none-2')).toContainText('inet addr:127.0.0.1');
  await expect(page.locator('[data-play]').first()).toBeHidden();
  await expect(page.locator('.diagram svg').first()).toBeVisible();
  await context.close();
});

test('nothing of the player is loaded before Play, and nothing moves when it opens', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(chapter);
  await page.waitForLoadState('networkidle');
  expect(scripts.filter((url) => /open-player|\.cast$/.test(url))).toEqual([]);
  const next = page.getByRole('heading', { level: 2, name: /^host/ });
  const play = page
    .locator('#none-1')
    .locator('xpath=ancestor::dn-transcript')
    .getByRole('button', { name: '播放', exact: true });
  // What is measured is laid out when the reader has been there.
  await next.scrollIntoViewIfNeeded();
  await play.scrollIntoViewIfNeeded();
  const before = await next.evaluate((element) => element.getBoundingClientRect().top + scrollY);
  await play.click();
  await expect(page.getByRole('region', { name: /^播放器/ })).toBeVisible();
  expect(scripts.filter((url) => url.endsWith('.cast'))).toHaveLength(1);
  expect(await next.evaluate((element) => element.getBoundingClientRect().top + scrollY)).toBe(before);
});

test.describe('the player', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(chapter);
    await page
      .locator('dn-transcript:has(#none-1)')
      .getByRole('button', { name: '播放', exact: true })
      .click();
    await expect(page.getByRole('slider', { name: '进度' })).toBeVisible();
  });

  test('seeks by slider, by command and by keyboard', async ({ page }) => {
    const player = page.getByRole('region', { name: /^播放器/ });
    const slider = player.getByRole('slider', { name: '进度' });
    const value = async () => Number(await slider.inputValue());
    await player.press(' ');
    await expect(player.getByRole('button', { name: '播放', exact: true })).toBeVisible();
    await slider.fill(String(await slider.getAttribute('max')));
    await expect(player).toContainText('Network is unreachable');
    await slider.fill('0');
    await expect(player).not.toContainText('Network is unreachable');
    await player.focus();
    await player.press(']');
    await player.press(']');
    const second = await value();
    expect(second).toBeGreaterThan(0);
    await player.press('[');
    expect(await value()).toBeLessThan(second);
    const at = await value();
    await player.press('ArrowRight');
    expect(await value()).toBeGreaterThan(at);
    await expect(player.locator('.marks i')).toHaveCount(6);
  });

  test('plays to its end, and changes speed meanwhile', async ({ page }) => {
    const player = page.getByRole('region', { name: /^播放器/ });
    await player.getByRole('combobox', { name: '速度' }).selectOption('4');
    await expect(player).toContainText('Network is unreachable', { timeout: 20_000 });
    await expect(player.getByRole('button', { name: '播放', exact: true })).toBeVisible({ timeout: 20_000 });
  });

  test('shows its keys, and gives the text back', async ({ page }) => {
    const player = page.getByRole('region', { name: /^播放器/ });
    await player.press('?');
    await expect(player.getByText('上一条 / 下一条命令')).toBeVisible();
    await player.press('Escape');
    await expect(player).toHaveCount(0);
    await expect(page.locator('#none-2')).toBeVisible();
    await expect(
      page.locator('dn-transcript:has(#none-1)').getByRole('button', { name: '播放', exact: true }),
    ).toBeFocused();
  });
});

test('readers who want no motion step from command to command', async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(chapter);
  await page.locator('dn-transcript:has(#none-1)').getByRole('button', { name: '播放', exact: true }).click();
  const player = page.getByRole('region', { name: /^播放器/ });
  const slider = player.getByRole('slider', { name: '进度' });
  await expect(slider).toHaveAttribute('aria-valuetext', /\d+:\d+/);
  const first = Number(await slider.inputValue());
  expect(first).toBeGreaterThan(0);
  await player.press(' ');
  expect(Number(await slider.inputValue())).toBeGreaterThan(first);
  await context.close();
});

test('every copy button gives the command alone', async ({ page }) => {
  await page.goto(chapter);
  const commands = page.locator('.sl-markdown-content [data-copy]:visible');
  const count = await commands.count();
  expect(count).toBeGreaterThan(20);
  for (let index = 0; index < count; index++) {
    const command = commands.nth(index);
    await command.getByRole('button', { name: '复制命令' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe((await command.getAttribute('data-copy')) || (await command.locator('kbd').textContent()));
  }
  await expect(page.getByRole('status').filter({ hasText: '已复制' }).first()).toBeVisible();
});

test('copy all gives a script that says where each part runs', async ({ page }) => {
  await page.goto(chapter);
  await page.locator('dn-transcript:has(#none-1)').getByRole('button', { name: '复制全部' }).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toContain('docker run --rm --network none -it alpine sh\n');
  expect(await read()).toContain('#   ifconfig\n');
});

test('a link to a command shows it', async ({ page }) => {
  await page.goto(`${chapter}#bridge-host-2`);
  await expect(page.locator('#bridge-host-2')).toBeInViewport();
});

for (const [width, name] of [
  [390, 'data-room'],
  [1280, 'data-room-wide'],
] as const)
  test(`what is far from the window is not laid out, and has about the room it takes: ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(chapter);
    const far = page.locator(`[${name}]`).last();
    const isLaidOut = () =>
      far.evaluate((element) => element.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }));
    expect(await isLaidOut()).toBe(false);
    const rooms = await page.locator(`[${name}]`).evaluateAll((blocks) => {
      const height = (element: Element) => element.getBoundingClientRect().height;
      const kept = blocks.map(height);
      for (const block of blocks) (block as HTMLElement).style.contentVisibility = 'visible';
      return blocks.map((block, index) => ({ kept: kept[index] ?? 0, takes: height(block) }));
    });
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    const ratio = sum(rooms.map(({ kept }) => kept)) / sum(rooms.map(({ takes }) => takes));
    expect(ratio).toBeGreaterThan(0.98);
    expect(ratio).toBeLessThan(1.35);
    // A line more than its room lies within the margin below a block.
    expect(rooms.filter(({ kept, takes }) => takes > kept + 32)).toEqual([]);
  });

test('a page read half is found there again', async ({ page }) => {
  await page.goto(chapter);
  const heading = page.locator('.sl-markdown-content h2').nth(5);
  await heading.evaluate((element) => element.scrollIntoView());
  await expect(heading).toBeInViewport();
  await page.reload();
  await expect(heading).toBeInViewport();
  await page.goto('/by-hand/');
  await page.goBack();
  await expect(heading).toBeInViewport();
});

test('recordings can be downloaded', async ({ page, request }) => {
  await page.goto(chapter);
  const links = page.locator('dn-transcript:has(#none-1) .provenance a');
  const hrefs = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(hrefs.map((href) => href.split('.').at(-1))).toEqual(['yaml', 'cast', 'txt', 'sh']);
  for (const href of hrefs) expect((await request.get(href)).status(), href).toBe(200);
});

test('the engine chosen once is chosen everywhere', async ({ page }) => {
  await page.goto(chapter);
  await page.getByRole('tab', { name: 'Docker 20' }).first().click();
  await expect(page.locator('[id="bridge-2-docker-20"]')).toBeVisible();
  await page.reload();
  await expect(page.locator('[id="bridge-2-docker-20"]')).toBeVisible();
  await page.getByRole('tab', { name: '差别' }).first().click();
  await expect(page.locator('.difference').first()).toBeVisible();
});

test('the player is accessible too', async ({ page }) => {
  await page.goto(chapter);
  await page.locator('dn-transcript:has(#none-1)').getByRole('button', { name: '播放', exact: true }).click();
  await expect(page.getByRole('slider', { name: '进度' })).toBeVisible();
  expect(await findViolations(page, (axe) => axe.include('.dn-player'))).toEqual([]);
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1280, height: 720 },
]) {
  test(`a long recording plays in sight, and so do its controls: ${viewport.width} px`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.goto('/packet-life/');
    const transcript = page.locator('dn-transcript').nth(1);
    await transcript.getByRole('button', { name: '播放', exact: true }).click();
    const player = page.getByRole('region', { name: /^播放器/ });
    await expect(player).toBeInViewport({ ratio: 1 });
    // Nothing of the page lies over its ends.
    const header = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll('header, mobile-starlight-toc nav')].map(
          (bar) => bar.getBoundingClientRect().bottom,
        ),
      ),
    );
    const box = await player.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(header);
    expect(box?.height).toBeGreaterThan(viewport.height / 2);
  });
}

for (const [width, toc] of [
  [390, 'mobile-starlight-toc'],
  [1440, 'starlight-toc'],
] as const)
  test(`the table of contents marks the section that is read: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(chapter);
    const marked = page.locator(`${toc} a[aria-current="true"]`);
    await expect(marked).toHaveAttribute('href', '#_top');
    const links = page.locator(`${toc} a`);
    const third = (await links.nth(3).getAttribute('href')) ?? '';
    // Below the heading, where only its text can be seen.
    await page.locator(`main [id="${decodeURIComponent(third.slice(1))}"]`).evaluate((heading) => {
      heading.scrollIntoView();
      scrollBy(0, 60);
    });
    await expect(marked).toHaveAttribute('href', third);
    if (width < 1000)
      await expect(page.locator(`${toc} .display-current`)).toHaveText(
        ((await links.nth(3).textContent()) ?? '').trim(),
      );
    await page.setViewportSize({ width, height: 600 });
    await page.evaluate(() => scrollTo(0, 0));
    await expect(marked).toHaveAttribute('href', '#_top');
  });
