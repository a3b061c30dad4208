import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const config = join(import.meta.dirname, 'cspell.json');

/** The words that no dictionary knows, nor `words.txt`. */
function unknownWords(args: readonly string[], input = ''): string[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['node_modules/cspell/bin.mjs', 'lint', '--config', config, '--no-progress', '--no-summary', ...args],
    { encoding: 'utf8', input },
  );
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout.split('\n').filter(Boolean);
}

test('the English of the pages, the sources and the README is spelt right', { timeout: 120_000 }, () => {
  const files = globSync(['README.md', 'content/chapters/*/*.mdx', 'src/**/*.{ts,astro,css,sh}']);
  expect(files.length).toBeGreaterThan(50);
  expect(unknownWords(files)).toEqual([]);
});

test('the check does find mistakes', { timeout: 60_000 }, () => {
  expect(unknownWords(['stdin'], 'The contianer has an adress.\n')).toHaveLength(2);
});
