import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureEngine } from '../../src/recorder/engine/build.ts';
import { scratchFolder } from '../../src/debian/cache-folder.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { copyChapters, runRecorder } from '../support/recorder.ts';

// The own daemon of these tests is a sandbox's, never the machine's.
const chapters = copyChapters('own-daemon');
const programs = mkdtempSync(join(tmpdir(), 'programs-'));
let sandbox: Sandbox;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  sandbox = await Sandbox.start({ root: await ensureEngine('docker-28'), scratch: scratchFolder() });
  // The sandbox's client reaches no other daemon, whatever the machine has.
  const words = sandbox.enter('host', ['docker']).map((word) => `'${word}'`);
  writeFileSync(join(programs, 'docker'), `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  chmodSync(join(programs, 'docker'), 0o755);
  env = { PATH: `${programs}:${process.env.PATH ?? ''}`, SHLVL: '3' };
});
afterAll(async () => {
  await sandbox.stop();
  chapters.remove();
  rmSync(programs, { recursive: true });
});

const on = (act: string, verb = 'record') =>
  runRecorder([verb, '--engine', 'host', '--chapters', chapters.folder, `own/${act}`], env);

test('a tape is recorded on the own daemon, with a warning, and verifies', async () => {
  const { status, output } = await on('container');
  expect(output).toContain('Warning: --engine host runs the tapes on your own Docker daemon');
  expect(output).toContain('1 recorded, 0 failed');
  expect(status).toBe(0);
  const folder = join(chapters.folder, '93-own', '+recorded', 'host');
  const header = JSON.parse(readFileSync(join(folder, 'container.cast'), 'utf8').split('\n')[0] ?? '') as {
    'x-notes': Record<string, unknown>;
  };
  expect(header['x-notes']).toMatchObject({ engine: 'host', docker: '28.5.2', images: [] });
  expect(readFileSync(join(folder, 'container.networks'), 'utf8')).toBe('bridge\nhost\nnone\n');
  const verified = await on('container', 'verify');
  expect(verified.output).toContain('1 verified, 0 failed');
});

test('what a tape does there stays there when it fails', async () => {
  const taken = await sandbox.exec('docker network create --subnet 172.30.0.0/24 own');
  expect(taken.status).toBe(0);
  const { status, output } = await on('container');
  expect(output).toMatch(
    /container\.tape\.yaml:2:9 \(setup\[0\]\): .* ended with status 1: .*already exists/,
  );
  expect(status).toBe(1);
});

test.each([
  [
    'needs-daemon',
    'the engine `host` has one host and its daemon runs already: a tape with `hosts` or `daemon` needs an engine of this repository',
  ],
  ['needs-outside', 'the engine `host` has no host `outside`, only `host`'],
])('a tape that %s cannot be recorded there', async (act, message) => {
  const { status, output } = await on(act);
  expect(output).toContain(message);
  expect(status).toBe(1);
});

test('says that no daemon answers', async () => {
  const silent = mkdtempSync(join(tmpdir(), 'programs-'));
  writeFileSync(join(silent, 'docker'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(silent, 'docker'), 0o755);
  const { status, output } = await runRecorder(
    ['record', '--engine', 'host', '--chapters', chapters.folder, 'own/container'],
    { PATH: `${silent}:${process.env.PATH ?? ''}` },
  );
  rmSync(silent, { recursive: true });
  expect(output).toContain('no Docker daemon answers `docker version`');
  expect(status).toBe(1);
});
