import { lintFor } from 'autocorrect-node';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFolders, slugOfFolder } from '../../src/chapters.ts';
import { builtPages, root } from './built-pages.ts';

const read = (name: string) => readFileSync(join(root, name), 'utf8');
builtPages();

test('llms.txt names every page, its title and what it is about, and the files are there', () => {
  const links = [...read('llms.txt').matchAll(/^- \[(.+?)\]\(\/(.+?)\): (.+)$/gm)];
  expect(links.map(([, , file]) => file)).toEqual(
    listFolders().map((folder) => `${slugOfFolder(folder)}.md`),
  );
  for (const [, title, file = '', description] of links) {
    expect(read(file).startsWith(`# ${title}\n\n> ${description}\n`), file).toBe(true);
  }
});

test('the Markdown of a page holds each of its transcripts, and llms-full.txt each page', () => {
  const full = read('llms-full.txt');
  for (const folder of listFolders()) {
    const source = readFileSync(join('content', 'chapters', folder, 'zh.mdx'), 'utf8');
    const transcripts = source.match(/<Transcript /g)?.length ?? 0;
    const markdown = read(`${slugOfFolder(folder)}.md`);
    expect(markdown.match(/^`{3,}console$/gm)?.length ?? 0, folder).toBeGreaterThanOrEqual(transcripts);
    expect(full, folder).toContain(markdown.trim());
  }
});

test('spacing and punctuation of the pages, with what the tracer explains and what is taken from recordings', () => {
  const found = globSync('*.md', { cwd: root }).flatMap((file) =>
    lintFor(read(file), file).lines.map(({ l, old }) => `${file}:${l} ${old}`),
  );
  expect(found).toEqual([]);
});

test('robots may read everything', () => {
  expect(read('robots.txt')).toBe('User-agent: *\nAllow: /\n');
});

test('without an address of its own the site says nothing that needs one', () => {
  const page = read('dns/index.html');
  expect(page).not.toMatch(/rel="canonical"|og:image|rss\.xml/);
});
