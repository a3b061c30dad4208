import { expect, test } from 'vitest';
import { assertVersion, upstreamVersion } from '../../../src/recorder/engine/build.ts';
import { engines } from '../../../src/recorder/engine/engines.ts';
import { planJobs } from '../../../src/recorder/run-jobs.ts';
import type { LoadedTape } from '../../../src/recorder/tape/load-tape.ts';
import { engineNames } from '../../../src/schemas/engine.ts';
import { tape } from '../../../src/schemas/tape.ts';

test.each([
  ['28.5.2+dfsg4', '28.5.2'],
  ['20.10.24+dfsg1', '20.10.24'],
  ['29.0.0~rc1', '29.0.0'],
  ['26.1.5', '26.1.5'],
])('%s is release %s', (version, upstream) => {
  expect(upstreamVersion(version)).toBe(upstream);
});

test('an engine of another version names both', () => {
  expect(() => assertVersion('docker-28', '28.5.2+dfsg4')).not.toThrow();
  expect(() => assertVersion('docker-28', '29.1.0+dfsg1')).toThrow(
    'docker-28 is Docker 28.5.2, but Debian sid now holds 29.1.0. ' +
      'Correct the row in src/recorder/engine/engines.ts and record its tapes again, or set DEBIAN_MIRROR to a snapshot that holds 28.5.2.',
  );
  expect(() => assertVersion('docker-28', '')).toThrow('docker-28 is Docker 28.5.2, but');
});

test('each engine has a row, named for its major version', () => {
  expect(Object.keys(engines)).toEqual([...engineNames]);
  for (const name of engineNames) expect(`docker-${parseInt(engines[name].docker)}`).toBe(name);
});

test('planJobs takes each tape on its engines, on one of them, or on the own daemon', () => {
  const loaded = (act: string, names: readonly string[]): LoadedTape => ({
    chapter: '01-basics',
    act,
    file: `01-basics/${act}.tape.yaml`,
    tape: tape.parse({ title: { zh: '题' }, engines: names, steps: [{ run: 'true' }] }),
    hash: '',
    describe: () => act,
  });
  const tapes = [loaded('a', ['docker-28', 'docker-20']), loaded('b', ['docker-28'])];
  const plan = (engine?: Parameters<typeof planJobs>[1]) =>
    planJobs(tapes, engine).map((job) => `${job.tape.act} ${job.engine}`);
  expect(plan()).toEqual(['a docker-28', 'a docker-20', 'b docker-28']);
  expect(plan('docker-28')).toEqual(['a docker-28', 'b docker-28']);
  expect(plan('docker-20')).toEqual(['a docker-20']);
  expect(plan('docker-26')).toEqual([]);
  expect(plan('host')).toEqual(['a host', 'b host']);
});
