import { mkdirSync, openSync, closeSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineManifest } from '../schemas/machine.ts';
import { compress } from './compress.ts';
import { sha256 } from './hash.ts';
import { sourceDateEpoch } from './recipe.ts';

/** Bytes of a disk that are fetched at once: larger chunks take less room, smaller ones less waiting. */
export const chunkBytes = { small: 1024 * 1024, docker: 256 * 1024 } as const;

const uuid = '0d0c4e80-0000-4000-8000-000000000001';

/**
 * A script for the Debian root: makes /mnt/disk.img, an ext4 file system of /mnt/tree, the same from the same
 * tree. mke2fs takes files in the order of a directory on the disk, so it is given a sorted archive instead; no
 * journal, since a machine that was restored never mounts again.
 */
export const makeDiskScript = (megabytes: number): string => `
set -eu
cd /mnt/tree
find . -exec touch -hd @${sourceDateEpoch} {} +
tar --sort=name --numeric-owner --xattrs --xattrs-include='*' -cf ../tree.tar .
export SOURCE_DATE_EPOCH=${sourceDateEpoch} E2FSPROGS_FAKE_TIME=${sourceDateEpoch}
mke2fs -q -t ext4 -b 4096 -m 0 -N 16384 -U ${uuid} -E hash_seed=${uuid},lazy_itable_init=0 \\
  -O ^has_journal,^resize_inode,^metadata_csum,^64bit,^orphan_file -d ../tree.tar ../disk.img ${megabytes}M
rm ../tree.tar`;

/** The name that v86 asks for a chunk by (its option `use_parts`). */
export function chunkName(start: number, size: number): string {
  return `disk-${start}-${start + size}.img.zst`;
}

/** The chunks of a file, as long as each other: zeros fill up the last. */
export function* chunksOf(file: string, chunkSize: number): Generator<{ start: number; bytes: Buffer }> {
  const size = statSync(file).size;
  const handle = openSync(file, 'r');
  try {
    for (let start = 0; start < size; start += chunkSize) {
      const bytes = Buffer.alloc(chunkSize);
      readSync(handle, bytes, 0, chunkSize, start);
      yield { start, bytes };
    }
  } finally {
    closeSync(handle);
  }
}

/** zstd's levels for chunks: 19 takes ten times as long as 15 for a twentieth less. */
export const chunkLevel = { small: 19, docker: 15 } as const;

/** Writes a disk's chunks, each compressed by itself, below the folder that the site serves. */
export function publishDisk(
  image: string,
  folder: string,
  chunkSize: number,
  level: number,
  onChunk?: (start: number) => void,
): NonNullable<MachineManifest['disk']> {
  const hashes: string[] = [];
  const stored: [string, Buffer][] = [];
  const empty = compress(Buffer.alloc(chunkSize));
  for (const { start, bytes } of chunksOf(image, chunkSize)) {
    const packed = bytes.some((byte) => byte !== 0) ? compress(bytes, level) : empty;
    stored.push([chunkName(start, chunkSize), packed]);
    hashes.push(sha256(packed));
    onChunk?.(start);
  }
  const name = `disk-${sha256(hashes.join()).slice(0, 12)}`;
  mkdirSync(join(folder, name), { recursive: true });
  for (const [file, packed] of stored) writeFileSync(join(folder, name, file), packed);
  return {
    url: `${name}/disk.img.zst`,
    bytes: stored.length * chunkSize,
    chunkBytes: chunkSize,
    storedBytes: stored.reduce((sum, [, packed]) => sum + packed.length, 0),
  };
}
