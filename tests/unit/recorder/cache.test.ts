import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder, scratchFolder } from '../../../src/debian/cache-folder.ts';
import { engineFolder, sweepCache } from '../../../src/recorder/engine/cache.ts';

let env: NodeJS.ProcessEnv;
beforeEach(() => void (env = { XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'cache-')) }));
afterEach(() => rmSync(env.XDG_CACHE_HOME ?? '', { recursive: true }));

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('the cache follows XDG_CACHE_HOME and is outside the repository', () => {
  expect(cacheFolder(env)).toBe(join(env.XDG_CACHE_HOME ?? '', 'docker-network-notes'));
  expect(cacheFolder({ HOME: '/x' })).toMatch(/\/\.cache\/docker-network-notes$/);
});

test('each engine has a root of its own, named for it and what it is made from', () => {
  expect(basename(engineFolder('docker-28', env))).toMatch(/^docker-28-[0-9a-f]{12}$/);
  expect(engineFolder('docker-28', env)).not.toBe(engineFolder('docker-26', env));
});

test('sweepCache removes half-built roots without a builder and roots of older recipes, and nothing else', async () => {
  const whole = engineFolder('docker-28', env);
  const folder = dirname(whole);
  const dead = `${basename(whole)}.building-${await deadPid()}`;
  const alive = `${basename(whole)}.building-${process.pid}`;
  for (const name of [basename(whole), dead, alive, 'docker-28-000000000000']) {
    mkdirSync(join(folder, name, 'etc'), { recursive: true });
    writeFileSync(join(folder, name, 'etc', 'hostname'), 'x');
  }
  expect(sweepCache(env).sort()).toEqual(['docker-28-000000000000', dead].sort());
  expect(readdirSync(folder).sort()).toEqual([basename(whole), alive].sort());
  expect(sweepCache(env)).toEqual([]);
});

test('sweepCache of a cache that is not there does nothing', () => {
  expect(sweepCache(env)).toEqual([]);
});

test('scratchFolder makes an empty folder', () => {
  expect(readdirSync(scratchFolder(env))).toEqual([]);
});
