import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineManifest, type MachineManifest, type MachineName } from '../schemas/machine.ts';
import { compress } from './compress.ts';
import { sha256 } from './hash.ts';
import { controlPort, terminals } from './guest/ports.ts';
import { kernel } from './kernel.ts';
import { v86Version, vgaMemoryBytes } from './machine.ts';
import type { PackageEntry } from './packages.ts';
import { memoryBytes, root } from './recipe.ts';

/** The most that a file of the site may hold: static hosts limit it. */
export const partBytes = 16_000_000;

/** Cuts bytes into parts of at most `size`. */
export function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

/** What differs from machine to machine. */
export interface Publication {
  machine: MachineName;
  state: Uint8Array;
  disk: MachineManifest['disk'];
  docker: string | null;
  packages: readonly PackageEntry[];
  programs: readonly string[];
  standIns: MachineManifest['standIns'];
}

/** Writes a machine's state, in parts, and its manifest into the folder that the site serves. */
export function publish(folder: string, publication: Publication): MachineManifest {
  const { machine, state, disk, docker, packages, programs, standIns } = publication;
  mkdirSync(folder, { recursive: true });
  const packed = compress(state, 22);
  const name = `state-${sha256(packed).slice(0, 12)}`;
  const files = cut(packed, partBytes).map((part, index) => {
    const file = { name: `${name}.${index}.zst`, bytes: part.length, sha256: sha256(part) };
    writeFileSync(join(folder, file.name), part);
    return file;
  });
  const manifest = machineManifest.parse({
    machine,
    memoryBytes: memoryBytes[machine],
    vgaMemoryBytes,
    state: { files, bytes: packed.length, unpackedBytes: state.length },
    disk,
    v86: v86Version,
    kernel,
    suite: root.suite,
    architecture: root.architecture,
    docker,
    packages,
    programs,
    standIns,
    terminals,
    controlPort,
  });
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** The manifest in a folder. */
export function readManifest(folder: string): MachineManifest {
  return machineManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
}
