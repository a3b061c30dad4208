import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureStep, stepFolder, stepKey, sweepSteps, type Step } from '../../../src/lab/step.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'steps-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

const say = () => {};
const step = (inputs: readonly unknown[], build: Step['build']): Step => ({ name: 'disk', inputs, build });
const write = vi.fn((folder: string) => {
  writeFileSync(join(folder, 'image'), 'whole');
  return Promise.resolve();
});

test('a step is built once, and again when an input changes or when asked to', async () => {
  write.mockClear();
  const folder = await ensureStep(step(['a'], write), say);
  expect(readFileSync(join(folder, 'image'), 'utf8')).toBe('whole');
  expect(await ensureStep(step(['a'], write), say)).toBe(folder);
  expect(write).toHaveBeenCalledTimes(1);
  expect(await ensureStep(step(['b'], write), say)).not.toBe(folder);
  await ensureStep(step(['a'], write), say, true);
  expect(write).toHaveBeenCalledTimes(3);
});

test('a build that fails leaves nothing that is taken for a whole one', async () => {
  const broken = step(['a'], (folder) => {
    writeFileSync(join(folder, 'image'), 'half');
    return Promise.reject(new Error('interrupted'));
  });
  await expect(ensureStep(broken, say)).rejects.toThrow('interrupted');
  expect(existsSync(stepFolder(broken))).toBe(false);
  expect(readdirSync(dirname(stepFolder(broken)))).toEqual([]);
});

test('what an older recipe or a builder that is gone left behind is swept away', async () => {
  const current = step(['a'], write);
  const folder = await ensureStep(current, say);
  for (const name of ['disk-000000000000', `disk-${stepKey(current)}.building-4194304`])
    mkdirSync(join(dirname(folder), name));
  expect(sweepSteps([current]).sort()).toEqual([
    'disk-000000000000',
    `disk-${stepKey(current)}.building-4194304`,
  ]);
  expect(readdirSync(dirname(folder))).toEqual([`disk-${stepKey(current)}`]);
});
