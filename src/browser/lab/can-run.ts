import { strings } from './strings.ts';

/** Why this browser cannot run a machine; undefined where it can. */
export function whyNot(memoryBytes: number): string | undefined {
  if (typeof WebAssembly !== 'object') return strings.noWebAssembly;
  try {
    // The emulator asks for the guest's memory and some of its own, in pages of 64 KiB, in one piece.
    new WebAssembly.Memory({ initial: Math.ceil((memoryBytes * 1.5) / 65536) });
    return undefined;
  } catch {
    return strings.noMemory;
  }
}
