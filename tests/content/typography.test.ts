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

/** What is wrong in a source file: in its strings and comments, in the text of its elements. */
function lintSource(file: string, text = readFileSync(file, 'utf8'), kind = file): string[] {
  return lintFor(text, kind).lines.map(({ l, old }) => `${file}:${l} ${old}`);
}

test('spacing and punctuation of the words around the text', () => {
  const sources = globSync(['src/**/*.ts', 'content/i18n/*.json', 'content/chapters/*/*.check.sh'], {
    // Words as readers type them.
    exclude: ['src/core/search/query.ts'],
  });
  expect(sources.filter((file) => /strings\.ts$/.test(file)).length).toBeGreaterThan(3);
  expect(sources.filter((file) => file.endsWith('.sh')).length).toBeGreaterThan(3);
  expect(sources.flatMap((file) => lintSource(file))).toEqual([]);
});

test('spacing and punctuation of pages and components', () => {
  const sources = globSync('src/{pages,components}/**/*.astro');
  expect(sources.length).toBeGreaterThan(20);
  const found = sources.flatMap((file) => {
    const [, script, template] = readFileSync(file, 'utf8').split(/^---$/m);
    return [...lintSource(file, script, 'page.ts'), ...lintSource(file, template, 'page.html')];
  });
  expect(found).toEqual([]);
});

test('spacing and punctuation of what the tapes say to readers', () => {
  interface Said {
    title: { zh: string };
    lab?: { none?: { zh: string }; why?: { zh: string } };
  }
  const said = globSync('content/chapters/*/*.tape.yaml').flatMap((file) => {
    const { title, lab } = parse(readFileSync(file, 'utf8')) as Said;
    return [title, lab?.none, lab?.why].flatMap((words) => words?.zh ?? []);
  });
  expect(said.length).toBeGreaterThan(100);
  expect(lint(said.join('\n\n'))).toEqual([]);
});

test('the check does find mistakes', () => {
  expect(lint('用docker启动容器,再看日志。')).toHaveLength(1);
  for (const [kind, text] of [
    ['page.ts', 'const words = `用docker启动`;'],
    ['page.html', '<p>用docker启动</p>'],
    ['a.check.sh', `echo '用docker启动'`],
  ])
    expect(lintSource('here', text, kind), kind).toHaveLength(1);
});
