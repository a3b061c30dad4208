import { expect, test } from 'vitest';
import { nearestPage } from '../../../src/browser/nearest-page.ts';

const pages = ['dns', 'firewall', 'network-basics'];

test.each([
  ['/notes/01-network-basic.md', 'network-basics'],
  ['/firewal/index.html', 'firewall'],
  ['/%66irewall/', 'firewall'],
  // No UTF-8: what cannot be decoded stays as it is.
  ['/%E0%A4', undefined],
  ['/%E0%A4/firewalls', 'firewall'],
  ['/something-else/', undefined],
  ['/', undefined],
])('%s: %s', (path, page) => {
  expect(nearestPage(path, pages)).toBe(page);
});
