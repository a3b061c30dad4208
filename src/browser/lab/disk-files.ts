import type { MachineManifest } from './machine.ts';
import { fetchKept } from './download.ts';

type Disk = NonNullable<MachineManifest['disk']>;

/** The file of the chunk that begins at an offset, named as v86 names the parts of a disk. */
export function chunkName({ url, chunkBytes }: Disk, offset: number): string {
  const [, name = '', extension = ''] = /^(.*?)(\.[^./]+(?:\.zst)?)$/.exec(url) ?? [];
  return `${name}-${offset}-${offset + chunkBytes}${extension}`;
}

/** A chunk of a machine's disk, packed. @throws LabFailure while there is no network for one that is not kept */
export async function loadChunk(disk: Disk, base: string, offset: number): Promise<Uint8Array> {
  const response = await fetchKept(base + chunkName(disk, offset));
  return new Uint8Array(await response.arrayBuffer());
}

/** The chunks that are worth having before they are asked for: those of the first commands, or all of a small disk. */
export function chunksToKeep({ bytes, chunkBytes, storedBytes }: Disk): number[] {
  const isSmall = storedBytes < 10_000_000;
  return isSmall
    ? Array.from({ length: Math.ceil(bytes / chunkBytes) }, (_, index) => index * chunkBytes)
    : [];
}

/** Fetches in the background what makes a machine work without a network; gives up quietly. */
export async function keepDisk(manifest: MachineManifest, base: string, signal: AbortSignal): Promise<void> {
  const { disk } = manifest;
  if (!disk) return;
  const urls = [...chunksToKeep(disk).map((offset) => chunkName(disk, offset)), ...(disk.warm ?? [])];
  for (const url of urls) {
    if (signal.aborted) return;
    try {
      await fetchKept(base + url);
    } catch {
      return;
    }
  }
}
