import { widenCodeTable } from './code-table.ts';
import v86Wasm from 'v86/build/v86.wasm?url';

/** v86, ready to make machines. */
export interface Emulator {
  /** v86's class; its types leave out what is used here. */
  V86: new (options: never) => unknown;
  wasm: WebAssembly.Module;
}

async function compile(address: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(widenCodeTable(new Uint8Array(await (await fetch(address)).arrayBuffer())));
}

let loading: Promise<Emulator> | undefined;

async function load(): Promise<Emulator> {
  const [{ V86 }, wasm] = await Promise.all([import('v86'), compile(v86Wasm)]);
  return { V86, wasm };
}

/**
 * Loads the emulator, once for every machine of the page: what the browser has optimised of it while one machine ran
 * is there for the next. A load that failed is tried again at the next call.
 */
export function loadEmulator(): Promise<Emulator> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
