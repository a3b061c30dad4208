import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveUris, findMirror } from '../../../src/debian/mirror.ts';

let apt: string;
beforeEach(() => void (apt = mkdtempSync(join(tmpdir(), 'apt-'))));
afterEach(() => rmSync(apt, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(apt, name)), { recursive: true });
  writeFileSync(join(apt, name), text);
}

describe('archiveUris', () => {
  test('reads the one-line format', () => {
    const text = `
      # deb http://commented.example/debian sid main
      deb-src http://source.example/debian sid main
      deb http://plain.example/debian bookworm main
      deb [arch=amd64 signed-by=/k.gpg] https://options.example/debian/ sid main
      deb http://security.example/debian-security bookworm-security main
      deb cdrom:[Debian]/ bookworm main
      deb http://ubuntu.example/ubuntu noble main`.replaceAll(/^ +/gm, '');
    expect(archiveUris(text)).toEqual(['http://plain.example/debian', 'https://options.example/debian/']);
  });

  test('reads the deb822 format', () => {
    const text = [
      'Types: deb\nURIs: http://first.example/debian https://second.example/debian\nSuites: bookworm',
      'Enabled: no\nTypes: deb\nURIs: http://off.example/debian\nSuites: sid',
      'Types: deb-src\nURIs: http://source.example/debian\nSuites: sid',
      'Types: deb\nURIs: http://security.example/debian-security\nSuites: bookworm-security',
      '# URIs: http://commented.example/debian\nTypes: deb deb-src\nuris:\n http://folded.example/debian\nSuites: sid',
    ].join('\n\n');
    expect(archiveUris(text)).toEqual([
      'http://first.example/debian',
      'https://second.example/debian',
      'http://folded.example/debian',
    ]);
  });
});

describe('findMirror', () => {
  test('prefers DEBIAN_MIRROR', () => {
    write('sources.list', 'deb http://mirror.example/debian sid main');
    expect(findMirror({ DEBIAN_MIRROR: 'http://other.example/x' }, apt)).toBe('http://other.example/x');
  });

  test.each([{}, { DEBIAN_MIRROR: '' }])('takes the first archive of apt with the environment %o', (env) => {
    write('sources.list', 'deb http://security.example/debian-security x main\n');
    write('sources.list.d/b.list', 'deb http://second.example/debian sid main\n');
    write('sources.list.d/a.sources', 'Types: deb\nURIs: http://first.example/debian\n');
    write('sources.list.d/0.disabled', 'deb http://ignored.example/debian sid main\n');
    expect(findMirror(env, apt)).toBe('http://first.example/debian');
  });

  test('says how to name one when there is none', () => {
    const message = (directory: string) =>
      `no Debian mirror: ${directory} names no archive that ends in /debian. Set DEBIAN_MIRROR to the URL of one.`;
    expect(() => findMirror({}, apt)).toThrow(message(apt));
    expect(() => findMirror({}, join(apt, 'nowhere'))).toThrow(message(join(apt, 'nowhere')));
  });
});
