import { expect, test } from './no-errors.ts';

test('a chapter read to its end is ticked, and the landing page offers to go on', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('继续读：')).toBeHidden();
  await page.goto('/dns/#缓存和-ttl');
  await page.locator('.pagination-links').scrollIntoViewIfNeeded();
  const link = page.getByRole('navigation', { name: '主要' }).getByRole('link', { name: /Docker 内部 DNS/ });
  await expect(link.getByRole('img', { name: '已读' })).toBeVisible();
  await page.reload();
  await expect(link.getByRole('img', { name: '已读' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByText(/已读 1 \/ 14 章/)).toBeVisible();
  await page.getByRole('link', { name: /^Docker 内部 DNS：/ }).click();
  await expect(page).toHaveURL(/\/dns\/#/);
  await page.goto('/');
  await page.getByRole('button', { name: '忘掉' }).click();
  await expect(page.getByText('继续读：')).toBeHidden();
  await page.reload();
  await expect(page.getByText('继续读：')).toBeHidden();
});

test('what was read stays in the browser', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  await page.goto('/dns/');
  await page.locator('.pagination-links').scrollIntoViewIfNeeded();
  await page.goto('/');
  await expect(page.getByText(/已读/)).toBeVisible();
  expect(asked.filter((line) => !line.startsWith('GET ') || line.includes('?'))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test.describe('an address that leads nowhere', () => {
  // The page itself is the answer to it, with status 404.
  test.use({ expectedErrors: /status of 404/ });

  test('is answered with the nearest page', async ({ page }) => {
    await page.goto('/09-dnss/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('这里没有路由');
    const suggestion = page.getByText('你要找的也许是');
    await expect(suggestion).toBeVisible();
    await suggestion.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Docker 内部 DNS');
  });

  test('that resembles nothing gets the list alone', async ({ page }) => {
    await page.goto('/quite-another-thing-altogether/');
    await expect(page.getByText('你要找的也许是')).toBeHidden();
    await expect(page.getByRole('main').getByRole('link', { name: '故障排查' })).toBeVisible();
  });
});

test('chapters lead to the one before and the one after', async ({ page }) => {
  await page.goto('/custom-bridge/');
  await page.getByRole('link', { name: /下一章/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('网络的规矩');
  await page.getByRole('link', { name: /上一章/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('定制 bridge');
});

test('on paper stand transcripts and answers, and nothing to press', async ({ page }) => {
  await page.goto('/network-basics/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#none-2')).toBeVisible();
  await expect(page.locator('#exercise-latest-1')).toBeVisible();
  const answer = await page.locator('#exercise-latest-1').boundingBox();
  expect(answer?.height).toBeGreaterThan(10);
  for (const gone of [
    '.sidebar',
    '.right-sidebar',
    'header .right-group',
    'dn-search button',
    '.tools',
    '.actions',
    '[role=tablist]',
    'dn-offline',
    '.pagination-links',
  ])
    await expect(page.locator(gone).first(), gone).toBeHidden();
});
