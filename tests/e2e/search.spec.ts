import { queries } from '../fixtures/queries.ts';
import { SiteServer } from '../support/site-server.ts';
import { findViolations } from './axe.ts';
import { expect, test } from './no-errors.ts';

const chapter = '/network-basics/';

test(`${queries.length} questions find their page, offline`, async ({ page }) => {
  test.slow();
  const server = await new SiteServer('dist').start();
  await page.goto(server.address);
  await expect(page.locator('dn-offline')).toContainText('已可离线阅读', { timeout: 60_000 });
  await server.stop();
  await page.goto(`${server.address}dns/`);
  await page.keyboard.press('Control+k');
  const wrong: string[] = [];
  for (const [query, place] of queries) {
    await page.getByRole('searchbox').fill(query);
    const results = page.locator(`.results[data-query="${query.replaceAll('"', '\\"')}"]`);
    await expect(results).toBeAttached();
    const [slug = '', anchor] = place.split('#');
    const found = await results
      .locator('section')
      .evaluateAll((sections) =>
        sections
          .slice(0, 3)
          .map((section) =>
            [...section.querySelectorAll('a')].map(
              ({ pathname, hash }) => pathname + decodeURIComponent(hash),
            ),
          ),
      );
    const page3 = found.find(([url]) => url === `/${slug}/`);
    if (!page3 || (anchor !== undefined && !page3.includes(`/${slug}/#${anchor}`)))
      wrong.push(`${query} → ${place}, but found ${found.map(([url]) => url).join(' ')}`);
  }
  expect(wrong).toEqual([]);
});

test('search is used with the keyboard alone', async ({ page }) => {
  await page.goto(chapter);
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: '搜索' });
  const field = dialog.getByRole('searchbox');
  await expect(field).toBeFocused();
  await page.keyboard.insertText('KUBE-SERVICES');
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ 章，\d+ 处$/);
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('link', { name: 'Docker 与 Kubernetes' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/kubernetes\/#.+/);
  await expect(dialog).toBeHidden();
  const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
  await expect(page.locator(`[id="${target}"]`)).toBeInViewport();

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('Enter in the field opens the first answer, and a letter typed on a result goes on with the query', async ({
  page,
}) => {
  await page.goto(chapter);
  await page.getByRole('button', { name: '搜索' }).click();
  const dialog = page.getByRole('dialog', { name: '搜索' });
  const field = dialog.getByRole('searchbox');
  await field.pressSequentially('ndot');
  await expect(dialog.getByRole('link', { name: 'Docker 内部 DNS' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('s');
  await expect(field).toHaveValue('ndots');
  await expect(dialog.locator('.results[data-query="ndots"]')).toBeAttached();
  await field.press('Enter');
  await expect(page).toHaveURL(/\/dns\/$/);
});

test('a command that was found is a link to it', async ({ page }) => {
  await page.goto(chapter);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '搜索' });
  await dialog.getByRole('searchbox').fill('iptables -t nat -N KUBE-SERVICES');
  await dialog.locator('li[data-kind="command"]').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/kubernetes\/#service-1$/);
  await expect(page.locator('#service-1')).toBeInViewport();
});

test('nothing of the search is loaded before it is opened', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(chapter);
  await page.waitForLoadState('networkidle');
  const isSearch = (url: string) => /pagefind|dialog\./.test(url);
  expect(asked.filter(isSearch)).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('网桥');
  await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
  expect(asked.filter(isSearch).length).toBeGreaterThan(3);
});

test('what was found is shown as text, whatever was typed', async ({ page }) => {
  await page.goto(chapter);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '搜索' });
  await dialog.getByRole('searchbox').fill('<img src=x onerror=alert(1)>"\'\\');
  await expect(dialog.getByRole('status')).toContainText(/章|没有找到/);
  await expect(dialog.locator('img')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the search is accessible in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(chapter);
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').fill('网桥');
    await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    expect(await findViolations(page, (axe) => axe.include('.dn-search'))).toEqual([]);
  });
}
