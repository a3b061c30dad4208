import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeManifest } from '../../../src/offline/make-manifest.ts';

let root: string;

function write(name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'manifest-'));
  write('index.html', 'home');
  write('dns/index.html', 'dns');
  write('recordings/dns/网.cast', '{}');
});

afterEach(() => rmSync(root, { recursive: true }));

test('pages are kept by their folder, files by their encoded name', () => {
  const { files, bytes } = makeManifest(root);
  expect(files.map(([url]) => url)).toEqual(['dns/', './', 'recordings/dns/%E7%BD%91.cast']);
  expect(bytes).toBe(9);
});

test('what is large or not for readers is left out', () => {
  for (const name of [
    'sw.js',
    'lab/image.bin',
    '_lab/x',
    'book.pdf',
    'all.zip',
    'og/dns.png',
    'robots.txt',
    'rss.xml',
  ])
    write(name, 'x');
  expect(makeManifest(root).files).toHaveLength(3);
});

test('the version is that of the content: the same for the same, another for a change or another name', () => {
  const { version } = makeManifest(root);
  expect(makeManifest(root).version).toBe(version);
  write('dns/index.html', 'DNS');
  const changed = makeManifest(root).version;
  expect(changed).not.toBe(version);
  write('more.txt', '');
  expect(makeManifest(root).version).not.toBe(changed);
});
