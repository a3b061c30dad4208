import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { machineFolder } from '../../src/lab/install.ts';
import type { Machine } from '../../src/lab/machine.ts';
import { restore } from '../../src/lab/restore.ts';

let machine: Machine;
let folder: string;
beforeAll(async () => {
  const built = machineFolder('docker');
  if (!existsSync(join(built, 'manifest.json')))
    throw new Error('the docker machine is not built: npm run lab -- --docker');
  folder = mkdtempSync(join(tmpdir(), 'docker-machine-'));
  machine = await restore(built, join(folder, 'disk.img'));
});
afterAll(async () => {
  await machine?.destroy();
  if (folder) rmSync(folder, { recursive: true });
});

const check = (script: string) => machine.check(script, 120);

test('the daemon of the recordings’ default engine answers, with its images', async () => {
  expect(await check("docker version --format '{{.Server.Version}}'")).toMatch(/^28\.5\.2/);
  const images = await check("docker images --format '{{.Repository}}'");
  expect(new Set(images.trim().split('\n'))).toEqual(new Set(['alpine', 'redis']));
});

test('a container of a network that was made here is reached from outside through its published port', async () => {
  await check('docker network create --subnet 172.30.0.0/24 app');
  await check('docker run -d --name web --network app -p 8080:80 alpine httpd -f -p 80');
  // Without a file to send busybox's httpd says 404; the answer is the container's.
  const code = "curl -s -m 30 -o /dev/null -w '%{http_code}' http://192.0.2.10:8080/";
  expect(await check(`ip netns exec outside ${code}`)).toBe('404');
  expect(await check('iptables-save -t nat')).toMatch(
    /-A DOCKER .*--dport 8080 -j DNAT --to-destination 172\.30\.0\.2:80/,
  );
});

test('containers of one network find each other by name, until one is disconnected', async () => {
  expect(await check('docker run --rm --network app alpine ping -c 1 -W 5 web')).toContain('172.30.0.2');
  await check('docker network disconnect app web');
  const lost = await machine.run('docker run --rm --network app alpine ping -c 1 -W 5 web', 120);
  expect(lost.status).not.toBe(0);
  expect(lost.output).toContain("bad address 'web'");
});

test('redis answers in its container, and exec runs in it', async () => {
  await check('docker run -d --name db redis');
  await check('until docker exec db redis-cli ping | grep -q PONG; do sleep 1; done');
  await check('docker rm -f db web && docker network rm app');
  expect(await check('docker ps -aq')).toBe('');
});

test('crun, on its read-only mount, does not start itself once more', async () => {
  // The dynamic linker says so at each start of a program.
  const starts = "LD_DEBUG=statistics crun --version 2>&1 | grep -c 'total startup time'";
  expect(await check(starts)).toBe('1\n');
  expect(await check(`unshare --mount sh -c "umount /usr/bin/crun; ${starts}"`)).toBe('2\n');
});
