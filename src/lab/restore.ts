import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Failure } from '../debian/failure.ts';
import { chunkName } from './disk.ts';
import { sha256 } from './hash.ts';
import { bufferOf, Machine } from './machine.ts';
import { readManifest } from './publish.ts';

/** Puts a disk together from its chunks: under Node v86 has no worker to unpack them. */
function joinDisk(
  folder: string,
  image: string,
): { url: string; size: number; chunkBytes: number } | undefined {
  const { disk } = readManifest(folder);
  if (!disk) return undefined;
  const chunks = join(folder, disk.url.replace(/\/.*/, ''));
  const handle = openSync(image, 'w');
  ftruncateSync(handle, disk.bytes);
  for (let start = 0; start < disk.bytes; start += disk.chunkBytes) {
    const packed = readFileSync(join(chunks, chunkName(start, disk.chunkBytes)));
    // Chunks of zeros are a few bytes; the file has holes there.
    if (packed.length > 128) writeSync(handle, zstdDecompressSync(packed), 0, disk.chunkBytes, start);
  }
  closeSync(handle);
  return { url: image, size: disk.bytes, chunkBytes: disk.chunkBytes };
}

/**
 * A machine restored from the files that the site serves, as the page does it: ready, with its own clock and
 * random numbers. `image` is a file to put its disk into. @throws Failure when a file is not the manifest's
 */
export async function restore(folder: string, image: string): Promise<Machine> {
  const { state, memoryBytes } = readManifest(folder);
  const parts = state.files.map(({ name, sha256: expected }) => {
    const part = readFileSync(join(folder, name));
    if (sha256(part) !== expected) throw new Failure(`${join(folder, name)} is not the file of its manifest`);
    return part;
  });
  const disk = joinDisk(folder, image);
  const machine = await Machine.start(
    {
      memory_size: memoryBytes,
      initial_state: { buffer: bufferOf(Buffer.concat(parts)) },
      ...(disk && {
        hda: { url: disk.url, async: true, size: disk.size, fixed_chunk_size: disk.chunkBytes },
      }),
    },
    60,
  );
  await machine.restored();
  return machine;
}
