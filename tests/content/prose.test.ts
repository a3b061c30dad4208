import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const chapters = join(import.meta.dirname, '..', '..', 'content', 'chapters');

/** The prose of a page, line by line: no code, no attributes, no addresses of links. */
function proseOf(mdx: string): string[] {
  return mdx
    .replace(/^---[\s\S]*?^---/m, '')
    .replace(/^import .*$/gm, '')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/<(?:Output|Rule|Transcript)[^>]*\/>/g, ' X ')
    .replace(/<[^>]*>/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/`[^`]*`/g, '`c`')
    .split('\n');
}

const pages = readdirSync(chapters).map((folder) => {
  const mdx = readFileSync(join(chapters, folder, 'zh.mdx'), 'utf8');
  return { folder, mdx, lines: proseOf(mdx) };
});

test.each([
  ['a blank between Chinese and Latin text', /\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}/u],
  ['no Latin punctuation after Chinese', /\p{Script=Han}[,;:?!]/u],
  ['no straight quotes around Chinese', /"\p{Script=Han}|\p{Script=Han}"/u],
])('the prose has %s', (_, mistake) => {
  const found = pages.flatMap(({ folder, lines }) =>
    lines.filter((line) => mistake.test(line)).map((line) => `${folder}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

// What is typed and printed was recorded, and is shown as a transcript. Nothing colours other code (`astro.config.mjs`).
test('the only code blocks are diagrams', () => {
  const fences = pages.flatMap(({ folder, mdx }) =>
    [...mdx.matchAll(/^ *(?:```|~~~)(\S+)/gm)].map(([, language]) => `${folder}: ${language}`),
  );
  expect(fences.length).toBeGreaterThan(0);
  expect(fences.filter((fence) => !fence.endsWith(': mermaid'))).toEqual([]);
});
