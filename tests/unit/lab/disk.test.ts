import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chunkName, publishDisk } from '../../../src/lab/disk.ts';
import { cut } from '../../../src/lab/publish.ts';

const chunkBytes = 256 * 1024;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'disk-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a disk is cut into chunks by the names that v86 asks for, the last filled up with zeros', () => {
  const image = Buffer.alloc(chunkBytes * 2 + 1000, 0);
  image.fill('a', 0, 100).fill('b', chunkBytes * 2);
  writeFileSync(join(folder, 'image'), image);
  const disk = publishDisk(join(folder, 'image'), folder, chunkBytes, 3);
  expect(disk.bytes).toBe(chunkBytes * 3);
  const chunks = join(folder, disk.url.replace(/\/.*/, ''));
  const names = [0, 1, 2].map((index) => chunkName(index * chunkBytes, chunkBytes));
  expect(names[1]).toBe('disk-262144-524288.img.zst');
  expect(new Set(readdirSync(chunks))).toEqual(new Set(names));
  const whole = Buffer.concat(names.map((name) => zstdDecompressSync(readFileSync(join(chunks, name)))));
  expect(whole.subarray(0, image.length).equals(image)).toBe(true);
  expect(whole.subarray(image.length).every((byte) => byte === 0)).toBe(true);
});

test('the same disk has the same address, another one another', () => {
  const urls = ['one', 'one', 'two'].map((text) => {
    writeFileSync(join(folder, 'image'), text);
    return publishDisk(join(folder, 'image'), folder, chunkBytes, 3).url;
  });
  expect(urls[0]).toBe(urls[1]);
  expect(urls[2]).not.toBe(urls[1]);
});

test('a state is cut into parts that static hosts take', () => {
  const bytes = Uint8Array.from({ length: 10 }, (_, index) => index);
  expect(cut(bytes, 4).map((part) => [...part])).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ]);
});
