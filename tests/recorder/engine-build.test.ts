import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineFolder } from '../../src/recorder/engine/cache.ts';
import { changesSince, readMachineState } from '../support/machine-state.ts';
import { copyChapters, signalGroup, startRecorder } from '../support/recorder.ts';

/** A mirror that never answers: whoever builds from it stands still until ended. */
let mirror: Server;
let asked: string[];
let cache: string;
let chapters: ReturnType<typeof copyChapters>;
let before: ReturnType<typeof readMachineState>;

beforeEach(async () => {
  asked = [];
  mirror = createServer((request) => void asked.push(request.url ?? ''));
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
  chapters = copyChapters('shells');
  before = readMachineState();
});
afterEach(() => {
  mirror.closeAllConnections();
  mirror.close();
  chapters.remove();
  rmSync(cache, { recursive: true, force: true });
});

function startBuild() {
  const { port } = mirror.address() as AddressInfo;
  return startRecorder(['record', '--chapters', chapters.folder, 'shells/shell'], {
    XDG_CACHE_HOME: cache,
    DEBIAN_MIRROR: `http://127.0.0.1:${port}/debian`,
  });
}

function rootsIn(folder: string): string[] {
  return readdirSync(join(folder, 'docker-network-notes', 'engines'));
}

/** Starts a build and waits until debootstrap stands in the middle of it. */
async function startAndWaitForMirror() {
  const recorder = startBuild();
  const count = asked.length;
  await expect.poll(() => asked.length, { timeout: 30_000, interval: 50 }).toBeGreaterThan(count);
  expect(rootsIn(cache)).toEqual([expect.stringMatching(`\\.building-${recorder.child.pid}$`)]);
  expect(Object.keys(changesSince(before))).toEqual(expect.arrayContaining(['processes', 'namespaces']));
  return recorder;
}

const nothingIsLeft = () =>
  expect.poll(() => changesSince(before), { timeout: 15_000, interval: 100 }).toEqual({});

test('Ctrl-C while a root is built leaves no process, mount or namespace, and no root', async () => {
  const { child, ended } = await startAndWaitForMirror();
  signalGroup(child, 'SIGINT');
  expect((await ended).status).not.toBe(0);
  await nothingIsLeft();
  expect(rootsIn(cache).filter((name) => !name.includes('.building-'))).toEqual([]);
});

test('kill -9 while a root is built leaves none either, and the next run begins anew', async () => {
  const first = await startAndWaitForMirror();
  first.child.kill('SIGKILL');
  await first.ended;
  await nothingIsLeft();
  const half = rootsIn(cache);
  expect(half).toHaveLength(1);

  const second = await startAndWaitForMirror();
  expect(rootsIn(cache)).not.toEqual(half);
  second.child.kill('SIGKILL');
  await second.ended;
  await nothingIsLeft();
});

test('a half-built root is never taken for a whole one', async () => {
  const whole = engineFolder('docker-28', { XDG_CACHE_HOME: cache });
  // No process has this number: pid_max is at most 2^22 (proc(5)).
  mkdirSync(join(`${whole}.building-${2 ** 22 + 1}`, 'etc'), { recursive: true });
  const { child, ended } = startBuild();
  await expect.poll(() => asked.length, { timeout: 30_000, interval: 50 }).toBeGreaterThan(0);
  expect(rootsIn(cache)).toEqual([expect.stringMatching(`\\.building-${child.pid}$`)]);
  child.kill('SIGKILL');
  await ended;
  await nothingIsLeft();
});
