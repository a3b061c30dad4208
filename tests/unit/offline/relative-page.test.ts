import { describe, expect, test } from 'vitest';
import { relativeAddress, relativePage } from '../../../src/offline/archive/relative-page.ts';

test.each([
  ['index.html', '', './'],
  ['index.html', 'dns/', 'dns/'],
  ['dns/index.html', '', '../'],
  ['dns/index.html', 'dns/', './'],
  ['dns/index.html', 'iptables/#a', '../iptables/#a'],
  ['dns/index.html', '_astro/x.js', '../_astro/x.js'],
  ['en/dns/index.html', 'dns/', '../../dns/'],
])('from %s to %s: %s', (page, file, address) => {
  expect(relativeAddress(page, file)).toBe(address);
});

describe('a page for any path', () => {
  const files = new Set(['index.html', 'dns/index.html', 'a.css', 'recordings/x.cast']);
  const from = (html: string, base = '/') => relativePage(html, 'dns/index.html', base, files);

  test('addresses of files of the site become relative', () => {
    expect(from('<a href="/">x</a><link href="/a.css"><i data-cast="/recordings/x.cast"></i>')).toBe(
      '<a href="../">x</a><link href="../a.css"><i data-cast="../recordings/x.cast"></i>',
    );
    expect(from('<a href="/notes/dns/#b">x</a>', '/notes')).toBe('<a href="./#b">x</a>');
  });

  test('all else stays as it is, byte for byte', () => {
    const html =
      '<!doctype html>\n<a href=#b>x</a><a href="//other/">x</a><a  href="https://other/a.css">/a.css</a>' +
      '<p data-copy="/">x<p title="/nowhere">\n<script>"/a.css"</script>';
    expect(from(html)).toBe(html);
  });

  test('an address that begins like the base is not of the site', () => {
    expect(from('<a href="/notes-other/">x</a>', '/notes')).toBe('<a href="/notes-other/">x</a>');
  });
});
