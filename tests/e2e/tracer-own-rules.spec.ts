import { expect, test } from './no-errors.ts';
import { dump, paste } from './paste-rules.ts';
import { outcome, walk } from './tracer-locators.ts';

test('an own dump is read in the browser, and nothing of it is sent', async ({ page }) => {
  await page.goto('/tracer/');
  await expect(outcome(page)).toBeVisible();
  const requests: string[] = [];
  page.on('request', (request) => {
    // What the frame of the page loads late, its icon and its scripts, carries nothing.
    const isPlain = ['script', 'stylesheet', 'image', 'other', 'font'].includes(request.resourceType());
    if (!isPlain || request.postData() !== null || new URL(request.url()).search !== '')
      requests.push(request.url());
  });
  await expect(page.locator('[data-kind="recorded"]')).toBeVisible();
  await paste(page, dump);
  await expect(page.getByText('读到 2 张表、2 条规则')).toBeVisible();
  await expect(outcome(page)).toContainText('10.9.0.2:443');
  await page.getByRole('button', { name: '外部主机访问宿主机的 22/tcp' }).click();
  await expect(outcome(page)).toContainText('不能确定');
  await expect(walk(page).getByRole('group', { name: /这里规则集自己定不了/ })).toBeVisible();
  await page.getByText('这次假定了什么').click();
  await expect(walk(page)).toContainText('没有给出地址和路由');
  expect(requests).toEqual([]);
});

test('a mistake in a dump is shown at its line and column', async ({ page }) => {
  await page.goto('/tracer/');
  await paste(page, dump.replace('-p tcp -m tcp --dport 8443', '-p tcp -m tcp --dprot 8443'));
  const alert = page.getByRole('alert').filter({ hasText: '第 4 行' });
  await expect(alert).toContainText('这条规则的匹配和目标都没有 --dprot 这个选项；最接近的是 --dport');
  const [line = '', caret = ''] = (await alert.locator('pre').innerText()).split('\n');
  expect(line.slice(caret.indexOf('^'))).toMatch(/^--dprot/);
  await expect(page.getByRole('textbox', { name: /iptables-save/ })).toHaveAttribute('aria-invalid', 'true');
  await paste(page, dump);
  await expect(alert).toHaveCount(0);
  await expect(outcome(page)).toBeVisible();
});

test('addresses and routes are taken where they are given', async ({ page }) => {
  await page.goto('/tracer/');
  await page.getByRole('radio', { name: '我自己的规则' }).check();
  await page.getByRole('textbox', { name: /iptables-save/ }).fill(dump);
  await page.getByText(/这台机器的地址和路由/).click();
  const addresses = page.getByRole('textbox', { name: /ip -d -j addr/ });
  const routes = page.getByRole('textbox', { name: /ip -j route/ });
  await routes.fill('default via 203.0.113.14 dev ens3');
  await page.getByRole('button', { name: '读取规则' }).click();
  await expect(page.getByRole('alert')).toContainText('只有路由，看不出哪些地址是本机的');
  await addresses.fill('[{');
  await page.getByRole('button', { name: '读取规则' }).click();
  await expect(addresses).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert')).toContainText('开头像 JSON，却读不下去');
  await addresses.fill(
    JSON.stringify([
      {
        ifname: 'ens3',
        flags: ['UP'],
        addr_info: [{ local: '203.0.113.9', prefixlen: 28, scope: 'global' }],
      },
    ]),
  );
  await page.getByRole('button', { name: '读取规则' }).click();
  await page.getByRole('button', { name: '外部主机 ping 宿主机' }).click();
  await expect(outcome(page)).toContainText('filter INPUT');
  await expect(walk(page).locator('.packet')).toContainText('ens3');
  await page.getByText('自己描述一个包').click();
  const form = page.locator('.packet-form');
  await form.getByLabel('入接口').fill('eth0');
  await form.getByRole('button', { name: '追踪' }).click();
  await expect(form.getByRole('alert')).toHaveText('这台机器没有 eth0 这个接口；最接近的是 ens3');
  await expect(form.getByLabel('入接口')).toHaveAttribute('aria-invalid', 'true');
});

test('a dump can be dropped as a file', async ({ page }) => {
  await page.goto('/tracer/');
  await expect(outcome(page)).toBeVisible();
  await page.locator('form.source').evaluate((form, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'rules.txt'));
    form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, dump);
  await expect(outcome(page)).toContainText('10.9.0.2:443');
});

test('markup in a dump stays text', async ({ page }) => {
  await page.goto('/tracer/');
  await paste(
    page,
    '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m comment --comment "<img src=x onerror=alert(1)>" -j DROP\nCOMMIT\n',
  );
  await expect(walk(page)).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('dn-tracer-page :is(img, script)')).toHaveCount(0);
});

test('rules that jump in all directions do not hang the page', async ({ page }) => {
  const depth = 40;
  const chains = Array.from({ length: depth }, (_, at) => `:C${at} - [0:0]`);
  const jumps = Array.from(
    { length: depth - 1 },
    (_, at) => `-A C${at} -j C${at + 1}\n-A C${at} -j C${at + 1}`,
  );
  await page.goto('/tracer/');
  await paste(
    page,
    `*filter\n:INPUT ACCEPT [0:0]\n${chains.join('\n')}\n-A INPUT -j C0\n${jumps.join('\n')}\nCOMMIT\n`,
  );
  await expect(page.getByRole('alert')).toContainText('层层翻倍');
  await paste(page, dump);
  await expect(outcome(page)).toContainText('10.9.0.2:443');
});
