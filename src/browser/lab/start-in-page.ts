import v86Wasm from 'v86/build/v86.wasm?url';
import type { MachineName } from '../../core/lab/choose-machine.ts';
import { siteRoot } from '../page/site-root.ts';
import { loadChunk } from './disk-files.ts';
import type { Machine, MachineEvents, MachineManifest } from './machine.ts';
import { startV86, type Parts } from './v86-machine.ts';

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

/** Restores a machine in this page; v86 is loaded now and not before. */
export async function startInPage(
  manifest: MachineManifest,
  state: ArrayBuffer,
  events: MachineEvents,
): Promise<Machine> {
  const { V86 } = await import('v86');
  const base = machineBase(manifest.machine);
  const { disk } = manifest;
  const parts: Parts = {
    ...{ V86, wasmPath: v86Wasm, manifest, state },
    loadChunk: (offset) =>
      disk ? loadChunk(disk, base, offset) : Promise.reject(new Error('the machine has no disk')),
  };
  return startV86(parts, events);
}
