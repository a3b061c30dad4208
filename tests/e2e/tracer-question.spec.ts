import { expect, test } from './no-errors.ts';
import { dump, paste } from './paste-rules.ts';
import { current, outcome, walk } from './tracer-locators.ts';

test('any packet can be described, and a mistake is said beside the field', async ({ page }) => {
  await page.goto('/tracer/');
  await page.getByText('自己描述一个包').click();
  const form = page.locator('.packet-form');
  await form.getByLabel('目的地址').fill('10.1.0.300');
  await form.getByRole('button', { name: '追踪' }).click();
  await expect(form.getByRole('alert')).toHaveText(
    '这个包没有说清楚：10.1.0.300 不是地址：192.0.2.1、2001:db8::1',
  );
  await expect(form.getByLabel('目的地址')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('目的地址').fill('10.1.0.2');
  await form.getByLabel('目的端口').fill('80');
  await form.getByRole('button', { name: '追踪' }).click();
  await expect(outcome(page)).toContainText('raw PREROUTING 第 1 条');
  await form.getByRole('radio', { name: '本机发出' }).check();
  await expect(form.getByLabel('入接口')).toBeDisabled();
  await form.getByLabel('源地址').fill('');
  await form.getByRole('button', { name: '追踪' }).click();
  await expect(outcome(page)).toContainText('br-base');
});

test('a recorded scenario has the addresses and routes of its machine, also for the command line', async ({
  page,
}) => {
  await page.goto('/tracer/#s=docker-iptables/publish&e=docker-26');
  await expect(outcome(page)).toContainText('10.1.0.2:80');
  await expect(page.getByText('没有给出地址和路由')).toHaveCount(0);
  const recorded = 'content/chapters/06-docker-iptables/+recorded/docker-26/publish';
  await expect(page.locator('.share code')).toContainText(
    `--rules ${recorded}.rules --addr ${recorded}.addr --route ${recorded}.route --packet`,
  );
});

test('rules of IPv4 are not asked about a packet of IPv6', async ({ page }) => {
  const refused = '这是 IPv6 的包，规则却是 IPv4 的：要用 ip6tables-save 的输出';
  await page.goto('/tracer/');
  await page.getByText('自己描述一个包').click();
  const form = page.locator('.packet-form');
  await form.getByLabel('源地址').fill('2001:db8::1');
  await form.getByLabel('目的地址').fill('2001:db8::2');
  await form.getByRole('button', { name: '追踪' }).click();
  await expect(form.getByRole('alert')).toHaveText(refused);
  await expect(form.getByLabel('目的地址')).toBeFocused();
  await page.goto('/tracer/#p=in%3Deth0+src%3D2001:db8::1+dst%3D2001:db8::2+proto%3Dtcp');
  await expect(page.getByRole('status').filter({ hasText: refused })).toBeVisible();
  await expect(outcome(page)).toContainText('10.1.0.2:80');
});

test('a link carries the question, own rules included', async ({ page, context }) => {
  await page.goto('/tracer/');
  await paste(page, dump);
  await page.getByRole('button', { name: '外部主机访问宿主机的 22/tcp' }).click();
  await walk(page).focus();
  await page.keyboard.press('ArrowRight');
  const shown = (await current(page).textContent()) ?? '';
  await page.getByRole('button', { name: '复制链接' }).click();
  await expect(page.getByText('链接已复制')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('z=');
  const other = await context.newPage();
  await other.goto(link);
  await expect(current(other)).toHaveText(shown);
  await expect(other.getByRole('textbox', { name: /iptables-save/ })).toHaveValue(dump);
  await other.close();
});

for (const [name, hash] of Object.entries({
  'markup in every word':
    '#s=<img src=x onerror=alert(1)>&e=<b>&c=<b>&p=<img/src=x/onerror=alert(1)>&f=<b>&b=<b>&i=<b>',
  'a packet that is none': '#p=in%3Deth0+dst%3D%3Cscript%3Ealert(1)%3C/script%3E',
  'rules that cannot be unpacked': '#z=AAAA!!',
  'another site as a scenario': '#s=//evil.example/x&e=docker-28',
}))
  test(`a hostile link does no harm: ${name}`, async ({ page }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    page.on('dialog', () => hosts.add('a dialog'));
    await page.goto(`/tracer/${hash}`);
    await expect(outcome(page)).toContainText('10.1.0.2:80');
    await expect(page.locator('dn-tracer-page :is(img, script, b)')).toHaveCount(0);
    expect([...hosts]).toEqual([new URL(page.url()).host]);
  });
