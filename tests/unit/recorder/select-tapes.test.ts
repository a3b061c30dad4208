import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectTapes } from '../../../src/recorder/tape/select-tapes.ts';

const chapters = mkdtempSync(join(tmpdir(), 'chapters-'));
const acts = (selectors: string[]) =>
  selectTapes(chapters, selectors).map(
    (file) => `${basename(dirname(file))}/${basename(file, '.tape.yaml')}`,
  );

beforeAll(() => {
  for (const file of ['01-basics/none', '01-basics/bridge', '02-ports/publish', '10-dns/none']) {
    mkdirSync(join(chapters, dirname(file)), { recursive: true });
    writeFileSync(join(chapters, `${file}.tape.yaml`), '');
  }
  writeFileSync(join(chapters, '01-basics', 'zh.mdx'), '');
  writeFileSync(join(chapters, 'notes.txt'), '');
});
afterAll(() => rmSync(chapters, { recursive: true }));

describe('selectTapes', () => {
  test('takes every tape when nothing is asked for, and only tapes', () => {
    expect(acts([])).toEqual(['01-basics/bridge', '01-basics/none', '02-ports/publish', '10-dns/none']);
  });

  test.each(['01-basics', 'basics', '01', '01-basics/'])('knows a chapter as %s', (selector) => {
    expect(acts([selector])).toEqual(['01-basics/bridge', '01-basics/none']);
  });

  test('takes each tape once, in the order of the chapters', () => {
    expect(acts(['dns/none', '01/none', 'basics'])).toEqual([
      '01-basics/bridge',
      '01-basics/none',
      '10-dns/none',
    ]);
  });

  test.each([
    ['basic', 'no chapter `basic`; nearest: 01-basics, 10-dns, 02-ports'],
    ['01/nonne', 'no tape `nonne` in 01-basics; nearest: none, bridge'],
    ['01/none/x', 'no tape `none/x` in 01-basics; nearest: none, bridge'],
    ['1', 'no chapter `1`; nearest: 10-dns, 01-basics, 02-ports'],
  ])('names the nearest to %s', (selector, message) => {
    expect(() => acts([selector])).toThrow(message);
  });

  test('says that there are no chapters where there are none', () => {
    expect(() => selectTapes(join(chapters, 'nowhere'), ['x'])).toThrow(
      'no chapter `x`; nearest: (there are none)',
    );
  });
});
