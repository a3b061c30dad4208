import { finish, openWith, panel, screen, slow, state, typeCommand } from '../../support/lab-page.ts';
import { expect, test } from '../../e2e/no-errors.ts';

test.describe.configure({ timeout: 900_000 });

test('networks, published ports, names and rules on a real dockerd in the page', async ({ page }) => {
  await openWith(page, 'network-basics/none');
  await finish(page, '.*none.*');
  await panel(page).getByRole('button', { name: '重置' }).click();
  await expect(state(page)).toHaveText(/运行中/, slow);
  await typeCommand(page, 'docker network create --subnet 10.1.0.0/24 app; echo made $?', 'made 0');
  await typeCommand(
    page,
    'docker run -d --name web --network app -p 8080:80 alpine httpd -f; echo ran $?',
    'ran 0',
  );
  await panel(page).getByRole('tab', { name: 'outside' }).click();
  await typeCommand(
    page,
    "curl -s -o /dev/null -w '%{http_code}\\n' http://192.0.2.10:8080; echo asked",
    /404\s*asked/,
  );
  await panel(page).getByRole('tab', { name: 'host', exact: true }).click();
  await typeCommand(
    page,
    'docker run --rm --network app alpine ping -c 1 web; echo named $?',
    /0% packet loss[^]*named 0/,
  );
  await typeCommand(page, 'iptables-save | grep -c DNAT', /\n?[1-9]/);
  await typeCommand(page, 'docker network disconnect app web; echo left $?', 'left 0');
  await typeCommand(page, 'docker exec web ip -o addr', /lo\s+inet 127\.0\.0\.1/);
  await expect(screen(page)).not.toContainText('Cannot connect to the Docker daemon');
});

test('an exercise is checked on the docker machine', async ({ page }) => {
  await page.goto('/dns/');
  const task = page.locator('[data-lab-task][data-lab="dns/exercise-default"]');
  await task.getByRole('button', { name: '从这里开始' }).click();
  await panel(page).getByRole('button', { name: '开机' }).click();
  await expect(task.getByRole('status')).toContainText('动手吧', { timeout: 300_000 });
  await task.getByRole('button', { name: '检查' }).click();
  await expect(task.getByRole('status')).toContainText('ping 不通', slow);
  await typeCommand(page, 'docker network connect app old; echo joined $?', 'joined 0');
  await task.getByRole('button', { name: '检查' }).click();
  await expect(task.getByRole('status')).toHaveText('完成了。', slow);
});
