import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from '../../src/offline/list-files.ts';
import { root } from './built-pages.ts';

test('the service worker keeps every file of the site, but for these', () => {
  const worker = readFileSync(join(root, 'sw.js'), 'utf8');
  const urls = [...worker.matchAll(/\[[`"]([^`"]+)[`"],[`"][\w+/]{43}=[`"]\]/g)].map(([, url = '']) => url);
  const kept = new Set(
    urls.map((url) => decodeURIComponent(url.replace(/^\.\/$/, '').replace(/(^|\/)$/, '$1index.html'))),
  );
  const left = listFiles(root).filter((file) => !kept.has(file));
  // A book is there once somebody made it.
  expect(
    new Set(left.map((file) => file.replace(/\/.*/, '/')).filter((name) => !name.endsWith('.pdf'))),
  ).toEqual(
    new Set([
      'docker-network-notes.zip',
      'lab/',
      'llms-full.txt',
      'llms.txt',
      'og/',
      'robots.txt',
      'screenshot.png',
      'sw.js',
    ]),
  );
});
