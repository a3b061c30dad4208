import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

/** What each folder of `src` may import from the others; itself always. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  schemas: [],
  browser: ['core'],
  debian: [],
  sandbox: ['debian'],
  recorder: ['core', 'schemas', 'debian', 'sandbox'],
  lab: ['core', 'schemas', 'debian', 'sandbox'],
  finish: [],
  history: [],
  cards: ['markdown', '.'],
  feeds: ['history', '.'],
  book: ['history', 'markdown', '.'],
  markdown: ['core', 'schemas', '.'],
  search: ['core', '.'],
  worker: [],
  offline: ['worker'],
  trace: ['core'],
  components: ['core', 'schemas', 'browser', '.'],
  pages: ['components', 'browser', 'cards', 'core', 'history', 'schemas', '.'],
  styles: [],
  assets: [],
  '.': ['cards', 'history', 'markdown', 'schemas'],
};

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|astro|mjs)$/.test(name))
    .map((name) => join(folder, name));
}

function folderOf(file: string): string {
  const path = relative(join(root, 'src'), file);
  return path.includes('/') ? (path.split('/')[0] ?? '.') : '.';
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+|~\/[^']+)'/g)].map((match) =>
    (match[1] ?? '').startsWith('~/')
      ? join(root, 'src', (match[1] ?? '').slice(2))
      : resolve(dirname(file), match[1] ?? ''),
  );
}

test('imports run one way', () => {
  const files = sourceFiles(join(root, 'src'));
  expect(files.length).toBeGreaterThan(30);
  const wrong = files.flatMap((file) => {
    const from = folderOf(file);
    return importsOf(file)
      .filter((target) => target.startsWith(join(root, 'src')) || target.startsWith(join(root, 'tests')))
      .filter((target) => {
        const to = folderOf(target);
        return target.startsWith(join(root, 'tests')) || (to !== from && !(allowed[from] ?? []).includes(to));
      })
      .map((target) => `${relative(root, file)} imports ${relative(root, target)}`);
  });
  expect(wrong).toEqual([]);
});
