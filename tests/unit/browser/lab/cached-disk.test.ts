import { expect, test } from 'vitest';
import { CachedDisk } from '../../../../src/browser/lab/cached-disk.ts';
import { chunkName } from '../../../../src/browser/lab/disk-files.ts';

const chunkBytes = 1024;

/** A disk whose byte at n is the number of its chunk. */
function makeDisk() {
  const loaded: number[] = [];
  const disk = new CachedDisk(8 * chunkBytes, chunkBytes, {
    loadChunk: (offset) => {
      loaded.push(offset);
      return Promise.resolve(new Uint8Array([offset / chunkBytes]));
    },
    unpack: ([value = 0]) => new Uint8Array(chunkBytes).fill(value).buffer,
  });
  const read = (offset: number, length: number) =>
    new Promise<Uint8Array>((resolve) => disk.get(offset, length, resolve));
  return { disk, loaded, read };
}

test('a read across chunks puts them together, and loads each once', async () => {
  const { read, loaded } = makeDisk();
  const data = await read(768, 512);
  expect([data[0], data[255], data[256], data[511]]).toEqual([0, 0, 1, 1]);
  await read(0, 2048);
  expect(loaded).toEqual([0, 1024]);
});

test('what was written is read again, over what the chunk holds', async () => {
  const { disk, read } = makeDisk();
  disk.set(512, new Uint8Array(256).fill(9), () => {});
  const data = await read(256, 768);
  expect([data[0], data[256], data[511], data[512]]).toEqual([0, 9, 9, 0]);
});

test('a saved state brings the blocks that were written by then', async () => {
  const first = makeDisk();
  first.disk.set(0, new Uint8Array(256).fill(7), () => {});
  const second = makeDisk();
  second.disk.set_state(first.disk.get_state());
  expect((await second.read(0, 256))[0]).toBe(7);
});

test('what was asked for before a restore is not told to the restored machine', async () => {
  const { disk, read } = makeDisk();
  const told: Uint8Array[] = [];
  disk.get(0, 256, (data) => told.push(data));
  disk.set_state([[]]);
  await read(0, 256);
  expect(told).toEqual([]);
});

test('chunks have the names that v86 gives to the parts of a disk', () => {
  const disk = { url: 'disk-ab/disk.img.zst', bytes: 1, chunkBytes: 262144, storedBytes: 1 };
  expect(chunkName(disk, 262144)).toBe('disk-ab/disk-262144-524288.img.zst');
});
