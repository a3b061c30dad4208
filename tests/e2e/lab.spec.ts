import { SiteServer } from '../support/site-server.ts';
import {
  act,
  finish,
  notice,
  openWith,
  panel,
  screen,
  slow,
  startAct,
  state,
  typeCommand,
} from '../support/lab-page.ts';
import { findViolations } from './axe.ts';
import { expect, test } from './no-errors.ts';

/** These tests run the real small machine: minutes on a busy host, seconds on an idle one. */
test.describe.configure({ timeout: 300_000 });

const chapter = '/by-hand/';

test('nothing of the machine is loaded before the reader agrees to a download of known size', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(chapter);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /lab|v86|xterm/.test(url.replace(/.*\//, '')))).toEqual([]);
  await startAct(page, 'by-hand/namespace');
  await expect(panel(page)).toContainText(/下载约 \d+(\.\d)? MB/);
  await expect(panel(page)).toContainText(/多占约 \d+ MB/);
  expect(asked.filter((url) => /state-|v86/.test(url))).toEqual([]);
});

test('an act is typed into the machine key by key and ends as it was recorded', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  await expect(screen(page)).toContainText('Network is unreachable');
  await expect(screen(page)).toContainText('0% packet loss');
  await expect(act(page, 'by-hand/namespace').locator('[data-lab-state="done"]')).toHaveCount(6);
});

test('a network by hand: namespace, veth, bridge, forwarding and NAT, with a look from outside', async ({
  page,
}) => {
  await openWith(page, 'by-hand/wire');
  await finish(page, '第二步');
  await expect(screen(page)).toContainText('master br-hand');
  await startAct(page, 'by-hand/out');
  await expect(notice(page)).toContainText('第二步');
  await notice(page).getByRole('button', { name: '重置，再运行' }).click();
  await finish(page, '第三步');
  await panel(page).getByRole('tab', { name: 'outside' }).click();
  await expect(screen(page)).toContainText('10.20.0.2 > 192.0.2.1');
  await typeCommand(page, 'ping -c 1 192.0.2.10', '0% packet loss');
});

test('a command in the middle of an act asks about those in front of it', async ({ page }) => {
  await page.goto(chapter);
  await act(page, 'by-hand/namespace').locator('[data-lab-run="namespace-4"]').click();
  await panel(page).getByRole('button', { name: '开机' }).click();
  await expect(notice(page)).toContainText('前面还有 3 条命令没有运行', slow);
  await notice(page).getByRole('button', { name: '从头补上' }).click();
  await finish(page, '第一步');
  await expect(act(page, 'by-hand/namespace').locator('[data-lab-state="done"]')).toHaveCount(4);
});

test('the reader types, pastes, and has a second terminal on the same machine', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  await typeCommand(page, 'echo $((6 * 7)) > /tmp/answer; cat /tmp/answer', '42');
  await page.evaluate(() => navigator.clipboard.writeText('echo pasted $((6 * 8))'));
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('pasted 48', slow);
  await panel(page).getByRole('tab', { name: 'host ②' }).click();
  await typeCommand(page, 'echo the answer is $(cat /tmp/answer)', 'the answer is 42');
  // What it prints shows that it has the terminal: Ctrl-C before that would reach the shell alone.
  await typeCommand(page, `sh -c 'echo as""leep; exec sleep 1000'`, 'asleep');
  await page.keyboard.press('Control+C');
  await typeCommand(page, 'echo after $?', 'after 130');
});

test('a reset gives the fresh machine back', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  await panel(page).getByRole('button', { name: '重置' }).click();
  await expect(screen(page)).not.toContainText('packet loss', slow);
  await expect(state(page)).toHaveText(/运行中/, slow);
  await typeCommand(page, 'ip netns list | wc -l', '2');
});

test('an exercise is checked by the state of the machine', async ({ page }) => {
  await page.goto(chapter);
  const task = page.locator('[data-lab-task][data-lab="by-hand/exercise-ptp"]');
  await task.getByRole('button', { name: '检查' }).click();
  await expect(task.getByRole('status')).toContainText('从这里开始');
  await task.getByRole('button', { name: '从这里开始' }).click();
  await panel(page).getByRole('button', { name: '开机' }).click();
  await expect(task.getByRole('status')).toContainText('动手吧', slow);
  await task.getByRole('button', { name: '检查' }).click();
  await expect(task.getByRole('status')).toContainText('命名空间 box 还没有', slow);
  // Another way than the recorded one: only the state counts.
  const way =
    'ip netns add box; ip link add here type veth peer name there; ip link set there netns box; ip addr add 10.9.0.1 peer 10.9.0.2 dev here; ip link set here up; ip -n box addr add 10.9.0.2 peer 10.9.0.1 dev there; ip -n box link set there up; echo do""ne';
  await typeCommand(page, way, 'done');
  await task.getByRole('button', { name: '检查' }).click();
  await expect(task.getByRole('status')).toHaveText('完成了。', slow);
});

test('the machine stays, with all that is in it, while the reader goes to other chapters', async ({
  page,
}) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  await typeCommand(page, 'mark=still; echo $mark-here', 'still-here');
  await page.getByRole('link', { name: 'iptables 工作流程' }).first().click();
  await expect(page).toHaveURL(/\/iptables\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/iptables/);
  await typeCommand(page, 'echo $mark-alive', 'still-alive');
  await page.goBack();
  await expect(page).toHaveURL(/\/by-hand\/$/);
  await typeCommand(page, 'echo $mark-back', 'still-back');
  // The page's own scripts work as on a page that was loaded anew.
  await act(page, 'by-hand/wire').getByRole('button', { name: '播放', exact: true }).click();
  await expect(page.getByRole('slider', { name: '进度' })).toBeVisible();
});

test.describe('without a network', () => {
  // What may have changed is asked for first.
  test.use({ expectedErrors: /ERR_CONNECTION_REFUSED .*\/lab\/(?:acts\/|small\/manifest\.json)/ });

  test('once downloaded, it runs without a network, after a reload too', async ({ page }) => {
    const server = await new SiteServer('dist').start();
    await page.goto(`${server.address}by-hand/`);
    await expect(page.locator('dn-offline')).toContainText('已可离线阅读', slow);
    await startAct(page, 'by-hand/namespace');
    await panel(page).getByRole('button', { name: '开机' }).click();
    await finish(page, '第一步');
    const kept = () =>
      page.evaluate(
        async () =>
          (await (await caches.open('dn-lab')).keys()).filter(({ url }) => /disk-/.test(url)).length,
      );
    const chunks = await page.evaluate(async () => {
      const { disk } = (await (await fetch('/lab/small/manifest.json')).json()) as {
        disk: { bytes: number; chunkBytes: number } | null;
      };
      return disk ? Math.ceil(disk.bytes / disk.chunkBytes) : 0;
    });
    await expect.poll(kept, slow).toBe(chunks);
    await server.stop();
    await page.reload();
    await startAct(page, 'by-hand/namespace');
    await expect(state(page)).toHaveText(/运行中/, slow);
    await finish(page, '第一步');
  });
});

test('a damaged download is noticed, said, and fetched again by one press', async ({ page }) => {
  await page.route('**/state-*.zst', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] = (body[body.length - 1] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  await page.goto(chapter);
  await startAct(page, 'by-hand/namespace');
  await panel(page).getByRole('button', { name: '开机' }).click();
  await expect(notice(page)).toContainText('没能下载到机器', slow);
  await expect(notice(page)).toContainText('is damaged');
  await page.unroute('**/state-*.zst');
  await notice(page).getByRole('button', { name: '再试一次' }).click();
  await panel(page).getByRole('button', { name: '开机' }).click();
  await expect(state(page)).toHaveText(/运行中/, slow);
});

test('a machine that stops answering is noticed, said, and started again by one press', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  await typeCommand(page, 'kill -STOP $(pidof control.sh); echo sto""pped', 'stopped');
  await expect(notice(page)).toContainText('机器不再回应', slow);
  await notice(page).getByRole('button', { name: '重新开机' }).click();
  await expect(state(page)).toHaveText(/运行中/, slow);
  await typeCommand(page, 'echo aga""in', 'again');
});

test('the machine has no network beyond itself', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  // The page's own copying must not be taken for the machine's asking.
  await expect(page.locator('dn-offline')).toContainText('已可离线阅读', slow);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await typeCommand(page, `curl -s -m 3 ${new URL(page.url()).origin}/ || echo no way`, /no way\s*root/);
  await typeCommand(page, 'curl -s -m 3 http://192.0.2.1/ || echo nobody there', /nobody there\s*root/);
  expect(asked.filter((url) => !/disk-/.test(url))).toEqual([]);
});

test('its rules are walked by the tracer, beside what its own kernel says', async ({ page }) => {
  await openWith(page, 'iptables/verdicts');
  await expect(notice(page)).toContainText('运行完了', slow);
  await typeCommand(page, 'iptables -A OUTPUT -p icmp -d 198.51.100.77 -j DROP; echo ad""ded', 'added');
  await panel(page).getByRole('button', { name: '把当前规则送去追踪' }).click();
  await expect(page).toHaveURL(/\/tracer\/#/, slow);
  await expect(page.getByRole('textbox', { name: /^iptables-save/ })).toHaveValue(/198\.51\.100\.77/, slow);
  await expect(page.getByText(/^读到 \d 张表/)).toBeVisible();
  await panel(page).getByRole('button', { name: '内核自己的跟踪' }).click();
  await expect(notice(page)).toContainText('等一个包经过');
  await typeCommand(page, 'ping -c 1 -W 1 198.51.100.77; echo as""ked', 'asked');
  await expect(notice(page)).toContainText(/TRACE: 2 .*filter:OUTPUT:rule/, slow);
});

test('what is inside is said', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await panel(page).getByRole('button', { name: '关于这台机器' }).click();
  await expect(panel(page)).toContainText(/内核 6\./);
  await expect(panel(page)).toContainText(/iproute2 \d/);
});

test('on a phone it is a sheet below the text, with the keys that a phone lacks', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  const box = await panel(page).boundingBox();
  expect(box?.width).toBe(390);
  expect(box?.y).toBeGreaterThan(300);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await panel(page).locator('.lab-screen:visible').click();
  await page.keyboard.type('sleep 100');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('sleep 100');
  await panel(page).getByRole('button', { name: 'Ctrl', exact: true }).click();
  await page.keyboard.type('c');
  await expect(screen(page)).toContainText('^C', slow);
  await context.close();
});

test('the panel is accessible', async ({ page }) => {
  await openWith(page, 'by-hand/namespace');
  await finish(page, '第一步');
  expect(await findViolations(page, (axe) => axe.include('.lab-panel').exclude('.xterm'))).toEqual([]);
});
