import { spawn } from 'node:child_process';
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureEngine } from '../../src/recorder/engine/build.ts';
import { scratchFolder } from '../../src/debian/cache-folder.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { changesSince, readMachineState } from '../support/machine-state.ts';

let before: ReturnType<typeof readMachineState>;
let sandbox: Sandbox;

beforeEach(async () => {
  const root = await ensureEngine('docker-28');
  before = readMachineState();
  sandbox = await Sandbox.start({ root, scratch: scratchFolder(), hosts: { client: '192.0.2.20' } });
});
afterEach(() => sandbox.stop());

const nothingIsLeft = () =>
  expect.poll(() => changesSince(before), { timeout: 15_000, interval: 100 }).toEqual({});

/** The process numbers of a sandbox's programs, by what stands in their command line. */
function processesOf(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return line.includes(text) && line.includes(sandbox.id);
      } catch {
        return false;
      }
    })
    .map(Number);
}

test('is a host, an outside and further hosts that reach each other', async () => {
  for (const [host, address] of [
    ['host', '192.0.2.1'],
    ['outside', '192.0.2.20'],
    ['client', '192.0.2.10'],
  ] as const) {
    const { status, stderr } = await sandbox.exec(
      `ping -c1 -W2 ${address}; hostname | grep -qx ${host}`,
      host,
    );
    expect(stderr).toBe('');
    expect(status, host).toBe(0);
  }
});

test('cannot change the settings of the machine', async () => {
  for (const command of [
    'echo 1 > /proc/sys/kernel/sysrq',
    'hostname other && cat /proc/sys/kernel/hostname | grep -vx other',
    'ls /old/*',
  ]) {
    expect((await sandbox.exec(command)).status, command).not.toBe(0);
  }
  const forwarding = readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8');
  await sandbox.exec('sysctl -w net.ipv4.ip_forward=1; sysctl -w net.ipv4.ip_forward=0');
  expect(readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8')).toBe(forwarding);
});

test('has gone when stop resolves, whatever still runs in it', async () => {
  await sandbox.exec(
    'docker run -d --name web -p 8080:80 alpine httpd -f; (setsid sleep 600 &) > /dev/null 2>&1',
  );
  await sandbox.stop();
  await nothingIsLeft();
});

/** So is a sandbox that was given up between unshare's fork and its child's wish to be killed with it. */
test('takes with it what only its group knows', async () => {
  const orphan = spawn('sleep', ['600'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => orphan.on('exit', (_, signal) => resolve(signal)));
  const [group] = globSync(`/sys/fs/cgroup/{,*/}notes-${sandbox.id}/cgroup.procs`);
  writeFileSync(group ?? '', String(orphan.pid));
  await sandbox.stop();
  expect(await ended).toBe('SIGKILL');
  await nothingIsLeft();
});

test('goes when its first process is killed', async () => {
  process.kill(sandbox.pid, 'SIGKILL');
  await nothingIsLeft();
});

test('goes when its supervisor is asked to end', async () => {
  const [supervisor] = processesOf('supervise.sh');
  expect(supervisor).toBeDefined();
  process.kill(supervisor ?? 0, 'SIGTERM');
  await nothingIsLeft();
});

test('does not come up without a daemon, and says why', async () => {
  const root = await ensureEngine('docker-28');
  await expect(
    Sandbox.start({ root, scratch: scratchFolder(), daemon: ['--bip', 'nonsense'] }),
  ).rejects.toThrow(/did not come up[^]*dockerd did not start:[^]*nonsense/);
  await sandbox.stop();
  await nothingIsLeft();
});

test('does not wait longer than it is told', async () => {
  const root = await ensureEngine('docker-28');
  await expect(Sandbox.start({ root, scratch: scratchFolder(), timeoutS: 0.05 })).rejects.toThrow(
    'the sandbox did not come up: no answer from its daemon within 0.05 s; it last said:',
  );
  await sandbox.stop();
  await nothingIsLeft();
});
