import { lintFor } from 'autocorrect-node';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

/** What is wrong in a text, with what should stand there. It reads Markdown; MDX it would take for JavaScript. */
function lint(text: string): string[] {
  const { lines } = lintFor(text, 'page.md');
  return lines.map(({ l, c, old, new: better }) => `${l}:${c} ${old} → ${better}`);
}

const chapters = join(import.meta.dirname, '..', '..', 'content', 'chapters');

test.each(readdirSync(chapters))('spacing and punctuation of %s', (folder) => {
  expect(lint(readFileSync(join(chapters, folder, 'zh.mdx'), 'utf8'))).toEqual([]);
});

test('spacing and punctuation of the words around the text', () => {
  const sources = globSync(['src/**/strings.ts', 'content/i18n/*.json']);
  expect(sources.length).toBeGreaterThan(3);
  const found = sources.flatMap((file) =>
    lintFor(readFileSync(file, 'utf8'), file).lines.map(({ l, old }) => `${file}:${l} ${old}`),
  );
  expect(found).toEqual([]);
});

test('spacing and punctuation of the titles of the acts', () => {
  const titles = globSync('content/chapters/*/*.tape.yaml').map(
    (file) => (parse(readFileSync(file, 'utf8')) as { title: { zh: string } }).title.zh,
  );
  expect(titles.length).toBeGreaterThan(100);
  expect(lint(titles.join('\n\n'))).toEqual([]);
});

test('the check does find mistakes', () => {
  expect(lint('用docker启动容器,再看日志。')).toHaveLength(1);
});
