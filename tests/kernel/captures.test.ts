import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { parseRuleset } from '../../src/core/netfilter/parse/parse-ruleset.ts';
import { captureShots } from './capture-shots.ts';
import { captureWorld } from './capture-world.ts';
import { load, runCase } from './run-case.ts';
import { withWorld } from './with-world.ts';

const repository = join(import.meta.dirname, '..', '..');

function filesBelow(folder: string, fits: RegExp): string[] {
  const names = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => fits.test(name)).map((name) => join(repository, folder, name));
}

const captures = [
  ...filesBelow('content/chapters', /\+recorded\/.*\.rules6?$/),
  ...filesBelow('tests/fixtures/netfilter', /\.rules6?$/),
];

test('there are captures of all three engines', () => {
  for (const engine of ['docker-20', 'docker-26', 'docker-28'])
    expect(captures.some((file) => file.includes(engine))).toBe(true);
});

test.each(captures.map((file) => [relative(repository, file), file]))(
  '%s: every path, its answers and later packets go as in the kernel',
  async (_name, file) => {
    const text = readFileSync(file, 'utf8');
    const ruleset = parseRuleset(text);
    const capture = captureWorld(ruleset, text, ruleset.family ?? 'ipv4');
    await withWorld(capture.world, async (judge, network) => {
      const loaded = await load(judge, capture.world, text);
      const problems: string[] = [];
      for (const { path, shot } of captureShots(capture)) {
        const { problem } = await runCase(judge, capture.world, network, loaded, shot);
        if (problem !== null) problems.push(`${path}: ${problem}`);
      }
      expect(problems.slice(0, 3).join('\n\n')).toBe('');
    });
  },
);
