import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/debian/process.ts';
import { rootStep } from '../../src/lab/root.ts';
import { ensureStep } from '../../src/lab/step.ts';

const emulate = join(import.meta.dirname, '..', '..', 'src', 'debian', 'emulate.sh');
const register = '/proc/sys/fs/binfmt_misc';
const root = await ensureStep(rootStep, () => {});

test('qemu runs the programs of a root, for nobody else on the machine', async () => {
  const known = readdirSync(register);
  const script = `chroot "$0" uname -m; cat /proc/self/uid_map; ls ${register}`;
  const { status, stdout, stderr } = await run('bash', [emulate, 'bash', '-c', script, root]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout.trim().split(/\s+/)).toEqual(['i686', '0', '0', '65536', 'i386', 'register', 'status']);
  expect(readdirSync(register)).toEqual(known);
});

test('a program that was killed leaves no process', { timeout: 20_000 }, async () => {
  const script = 'echo ready; exec sleep 100';
  const child = spawn('bash', [emulate, 'chroot', root, 'bash', '-c', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  // The pipe closes when the last of its processes has ended.
  await once(child, 'close');
});
