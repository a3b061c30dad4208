import type { MachineName } from '../../core/lab/choose-machine.ts';
import { siteRoot } from '../page/site-root.ts';
import { loadChunk } from './disk-files.ts';
import { loadState, type Progress } from './download.ts';
import { loadEmulator } from './emulator.ts';
import type { Machine, MachineManifest } from './machine.ts';
import type { LoadedState } from './session.ts';
import { Unpacking } from './unpack.ts';
import { makeV86, type Parts } from './v86-machine.ts';

/** The folder of a machine's files on this site. */
export function machineBase(name: MachineName): string {
  return new URL(`lab/${name}/`, siteRoot()).href;
}

/** 64 hex digits that nobody can guess. */
export function freshSeed(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Downloads a machine's saved state, and unpacks it as it comes. */
export async function loadInPage(
  manifest: MachineManifest,
  progress: (progress: Progress) => void,
): Promise<LoadedState> {
  // Meanwhile; what goes wrong is said when the machine is started.
  loadEmulator().catch(() => {});
  const unpacking = new Unpacking(manifest.state.unpackedBytes);
  try {
    await loadState(manifest, machineBase(manifest.machine), progress, (piece) => unpacking.add(piece));
  } catch (error) {
    unpacking.cancel();
    throw error;
  }
  return { unpacked: unpacking.end() };
}

/** Makes a machine in this page; the emulator is loaded for the first one and not before. */
export async function makeInPage(manifest: MachineManifest): Promise<Machine> {
  const base = machineBase(manifest.machine);
  const { disk } = manifest;
  const parts: Parts = {
    ...{ emulator: await loadEmulator(), manifest },
    loadChunk: (offset) =>
      disk ? loadChunk(disk, base, offset) : Promise.reject(new Error('the machine has no disk')),
  };
  return makeV86(parts);
}
