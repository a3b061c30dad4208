import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('`npm run bench -- trace` prints its table', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tests/bench/run.ts', 'trace'], {
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  const [name, ...rows] = stdout.trim().split('\n');
  expect(name).toBe('trace');
  expect(rows).toHaveLength(5);
  for (const row of rows)
    expect(row).toMatch(/^ {2}(parse|trace) .+ \d+\.\d (ms|×) {3}\(aim: [≤≈] \d+ (ms|×)\)$/);
}, 180_000);
