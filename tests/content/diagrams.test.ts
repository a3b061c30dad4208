import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  diagramFile,
  diagramFolder,
  findDiagrams,
  readDescription,
} from '../../src/markdown/mermaid/diagram.ts';
import { applyTheme } from '../../src/markdown/mermaid/theme.ts';

const chapters = join(import.meta.dirname, '..', '..', 'content', 'chapters');

const pages = readdirSync(chapters, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.mdx'),
);

test('each diagram of the chapters is drawn, and none is kept that no page has', () => {
  const sources = pages.flatMap((name) => findDiagrams(readFileSync(join(chapters, name), 'utf8')));
  expect(sources.length).toBeGreaterThan(3);
  expect(readdirSync(diagramFolder).sort()).toEqual(
    [...new Set(sources.map((source) => basename(diagramFile(source))))].sort(),
  );
});

test('a diagram without a text alternative is refused with what to write', () => {
  expect(() => readDescription('flowchart TB\n  a --> b', 'zh.mdx:7')).toThrow(
    'zh.mdx:7: a diagram needs a text alternative: add the lines `accTitle: …`',
  );
});

test('the text alternative of a diagram says every name and address that stands in it', () => {
  const untold = pages.flatMap((name) =>
    findDiagrams(readFileSync(join(chapters, name), 'utf8')).flatMap((source) => {
      const { title, description } = readDescription(source, name);
      const drawn = readFileSync(diagramFile(source), 'utf8');
      const labels = [...drawn.matchAll(/>([^<>]+)</g)].map(([, label]) => label ?? '');
      // The frame of alternatives in a sequence: what it frames is told.
      const words = new Set(labels.flatMap((label) => label.match(/[A-Za-z0-9][\w.:/-]+/g) ?? []));
      words.delete('alt');
      const told = `${title} ${description}`.toLowerCase();
      return [...words]
        .filter((word) => !told.includes(word.toLowerCase()))
        .map((word) => `${name}, ${title}: ${word}`);
    }),
  );
  expect(untold).toEqual([]);
});

test('no stand-in colour is left in a drawn diagram', () => {
  for (const name of readdirSync(diagramFolder)) {
    const svg = readFileSync(join(diagramFolder, name), 'utf8');
    expect(svg, name).toContain('var(--dn-node)');
    expect(applyTheme(svg), name).toBe(svg);
    expect(svg, name).not.toMatch(/<script|foreignObject|\son\w+=/i);
  }
});
