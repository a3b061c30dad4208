import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './no-errors.ts';

const walk = (page: Page) => page.getByRole('group', { name: '包走过的路' });
const current = (page: Page) => walk(page).locator('[aria-current="step"]');
const outcome = (page: Page) => walk(page).locator('.outcome');

const dump = `*nat
:PREROUTING ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
-A PREROUTING -i eth0 -p tcp -m tcp --dport 8443 -j DNAT --to-destination 10.9.0.2:443
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD ACCEPT [0:0]
-A INPUT -p tcp -m tcp --dport 22 -m limit --limit 3/min -j ACCEPT
COMMIT
`;

async function paste(page: Page, rules: string): Promise<void> {
  await page.getByRole('radio', { name: '我自己的规则' }).check();
  await expect(page.getByLabel('场景', { exact: true })).toBeHidden();
  await page.getByRole('textbox', { name: /iptables-save/ }).fill(rules);
  await page.getByRole('button', { name: '读取规则' }).click();
}

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
  const count = await fold.count();
  expect(count).toBeGreaterThan(1);
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
  await addresses.fill('[{');
  await page.getByRole('button', { name: '读取规则' }).click();
  await expect(addresses).toHaveAttribute('aria-invalid', 'true');
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
    const check = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        // Starlight's own search button: its name lacks the hint at Ctrl K that stands in it.
        .exclude('button[data-open-modal]')
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([]);
    };
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
