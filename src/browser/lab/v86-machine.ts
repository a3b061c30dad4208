import { CachedDisk } from './cached-disk.ts';
import type { Machine, MachineEvents, MachineManifest } from './machine.ts';
import { makePacedSender } from './paced-sender.ts';

/** The parts of v86 that its types leave out; v86's version is pinned for them. */
interface Emulator {
  bus: { send: (event: string, data: unknown) => void };
  add_listener: (event: string, listener: (data: never) => void) => void;
  run: () => Promise<void>;
  stop: () => Promise<void>;
  destroy: () => Promise<void>;
  zstd_decompress_worker: (bytes: number, packed: Uint8Array) => Promise<ArrayBuffer>;
  v86: {
    cpu: {
      set_jit_config: (key: number, value: number) => void;
      devices: { virtio_console: { virtio: { queues: { has_request: () => boolean }[] } } };
    };
  };
}

export interface Parts {
  /** v86's class, loaded on demand. */
  V86: new (options: never) => unknown;
  /** Where v86's WebAssembly is. */
  wasmPath: string;
  manifest: MachineManifest;
  /** The saved state, compressed as it was downloaded. */
  state: ArrayBuffer;
  /** The packed bytes of the chunk of its disk that begins at an offset. */
  loadChunk: (offset: number) => Promise<Uint8Array>;
  /** Unpacks a chunk where v86's own worker cannot run: under Node. */
  unpackChunk?: (packed: Uint8Array) => Promise<ArrayBuffer>;
}

/** The index of MAX_PAGES in v86's JIT settings: pages per compiled module. One page halves the warm-up. */
const jitMaxPages = 1;

/** The queue that the guest receives a port's bytes in (virtio 1.2, section 5.3.2). */
function receiveQueue(port: number): number {
  return port === 0 ? 0 : 2 * port + 2;
}

function watchForPanic(emulator: Emulator, panicked: (message: string) => void): void {
  let line = '';
  emulator.add_listener('serial0-output-byte', (byte: number) => {
    if (byte !== 10) {
      line = (line + String.fromCharCode(byte)).slice(-300);
      return;
    }
    if (line.includes('Kernel panic')) panicked(line.trim());
    line = '';
  });
}

/** Restores a machine from its saved state. It has no network: what it reaches is inside it. */
export function startV86(parts: Parts, { received, panicked }: MachineEvents): Promise<Machine> {
  const { V86, wasmPath, manifest, state, loadChunk } = parts;
  const { disk } = manifest;
  const unpack =
    parts.unpackChunk ?? ((packed) => emulator.zstd_decompress_worker(disk?.chunkBytes ?? 0, packed));
  const options = {
    wasm_path: wasmPath,
    memory_size: manifest.memoryBytes,
    vga_memory_size: manifest.vgaMemoryBytes,
    initial_state: { buffer: state },
    ...(disk && { hda: new CachedDisk(disk.bytes, disk.chunkBytes, { loadChunk, unpack }) }),
    virtio_console: true,
    net_device: { type: 'none' },
    ...{ disable_speaker: true, disable_keyboard: true, disable_mouse: true, autostart: true },
  };
  const emulator: Emulator = new V86(options as never) as Emulator;
  const ports = [...manifest.terminals.map(({ port }) => port), manifest.controlPort];
  const senders = new Map(
    ports.map((port) => [
      port,
      makePacedSender({
        send: (bytes) => emulator.bus.send(`virtio-console${port}-input-bytes`, bytes),
        isFree: () =>
          emulator.v86.cpu.devices.virtio_console.virtio.queues[receiveQueue(port)]?.has_request() ?? false,
        setTimer: (callback, ms) => setTimeout(callback, ms),
      }),
    ]),
  );
  for (const port of ports) {
    emulator.add_listener(`virtio-console${port}-output-bytes`, (bytes: Uint8Array) => received(port, bytes));
  }
  watchForPanic(emulator, panicked);
  const machine: Machine = {
    send: (port, bytes) => senders.get(port)?.(bytes),
    // Linux reads the pair in the standard's order, rows first; v86 writes it in the other one.
    resize: (port, { cols, rows }) => emulator.bus.send(`virtio-console${port}-resize`, [rows, cols]),
    pause: () => emulator.stop(),
    resume: () => emulator.run(),
    destroy: () => emulator.destroy(),
  };
  return new Promise((resolve, reject) => {
    emulator.add_listener('emulator-ready', () => emulator.v86.cpu.set_jit_config(jitMaxPages, 1));
    emulator.add_listener('emulator-started', () => resolve(machine));
    emulator.add_listener('download-error', (error: unknown) => reject(new Error(JSON.stringify(error))));
  });
}
