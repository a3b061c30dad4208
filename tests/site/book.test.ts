import { PDFBool, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { pageNumbers } from '../../src/book/page-numbers.ts';
import { printBook } from '../../src/book/print-book.ts';
import { listChapters } from '../../src/chapters.ts';
import { builtPages, root } from './built-pages.ts';

builtPages();
let bytes: Buffer;
let book: PDFDocument;

beforeAll(async () => {
  bytes = await printBook(root, '');
  book = await PDFDocument.load(bytes, { updateMetadata: false });
}, 180_000);

/** The titles of an outline's first level (ISO 32000-1, 12.3.3). */
function outlineTitles(): string[] {
  const outlines = book.catalog.lookup(PDFName.of('Outlines'), PDFDict);
  const titles: string[] = [];
  let item = outlines.lookup(PDFName.of('First'));
  while (item instanceof PDFDict) {
    const title = item.lookup(PDFName.of('Title'));
    if (title instanceof PDFString || title instanceof PDFHexString) titles.push(title.decodeText());
    item = item.lookup(PDFName.of('Next'));
  }
  return titles;
}

test('the outline of the book is its cover, its contents and its chapters', () => {
  const titles = listChapters().map(
    (slug) => /<h1[^>]*>([^<]+)/.exec(readFileSync(join(root, slug, 'index.html'), 'utf8'))?.[1],
  );
  expect(outlineTitles()).toEqual(['Docker 网络实录', '目录', ...titles]);
});

test('every chapter starts on a page of its own, in their order, and sections are found too', async () => {
  const numbers = await pageNumbers(bytes);
  const starts = listChapters().map((slug) => numbers.get(slug) ?? Number.NaN);
  expect(starts[0]).toBeGreaterThan(2);
  expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
  expect(Math.max(...numbers.values())).toBeLessThanOrEqual(book.getPageCount());
  expect(numbers.size).toBeGreaterThan(listChapters().length * 3);
});

test('screen readers find their way in it', () => {
  expect(book.catalog.lookup(PDFName.of('MarkInfo'), PDFDict).lookup(PDFName.of('Marked'))).toBe(
    PDFBool.True,
  );
  expect(String(book.catalog.lookup(PDFName.of('Lang')))).toContain('zh-CN');
  expect(book.getTitle()).toBe('Docker 网络实录');
});
