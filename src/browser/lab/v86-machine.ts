import { CachedDisk } from './cached-disk.ts';
import { furtherPieces } from './code-table.ts';
import type { Emulator } from './emulator.ts';
import type { Machine, MachineEvents, MachineManifest } from './machine.ts';
import { makePacedSender } from './paced-sender.ts';
import { fillMemory, splitState } from './saved-state.ts';

/** The parts of v86 that its types leave out; v86's version is pinned for them. */
interface Internals {
  bus: { send: (event: string, data: unknown) => void };
  add_listener: (event: string, listener: (data: never) => void) => void;
  restore_state: (state: ArrayBuffer) => Promise<void>;
  run: () => Promise<void>;
  stop: () => Promise<void>;
  destroy: () => Promise<void>;
  zstd_decompress: (bytes: number, packed: Uint8Array) => ArrayBuffer;
  v86: {
    /** Runs the machine's next slice in `ms` milliseconds, unless another one was asked for since. */
    yield: (ms: number, tick: number) => void;
    yield_callback: (tick: number) => void;
    cpu: {
      set_jit_config: (key: number, value: number) => void;
      /** The time stamp counter as `store_current_tsc` found it, the low half first. */
      current_tsc: Uint32Array;
      store_current_tsc: () => void;
      set_tsc: (low: number, high: number) => void;
      /** The guest's memory. */
      mem8: Uint8Array;
      unpack_memory: () => void;
      devices: { virtio_console: { virtio: { queues: { has_request: () => boolean }[] } } };
    };
  };
}

export interface Parts {
  emulator: Emulator;
  manifest: MachineManifest;
  /** The packed bytes of the chunk of its disk that begins at an offset. */
  loadChunk: (offset: number) => Promise<Uint8Array>;
}

/** The indexes of v86's JIT settings (`src/rust/jit.rs`, set_jit_config); MAX_PAGES are pages per compiled module. */
const jit = { disabled: 0, maxPages: 1 };

/** So long must the machine have had no pause before its code is compiled. */
const compileAfterMs = 20_000;

/**
 * v86 runs the machine in slices of a millisecond and comes back by way of a worker, since a page's timers are
 * slow (`src/main.js`, `yield`). Of a slice that is due at once, the worker's round trip took a third; a message of
 * the page to itself is a task like another and takes none. Sleeps stay with the worker.
 */
function yieldInPage({ v86 }: Internals): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<number>) => v86.yield_callback(data);
  const sleep = v86.yield.bind(v86);
  v86.yield = (ms, tick) => (ms < 1 ? port2.postMessage(tick) : sleep(ms, tick));
  // An open port keeps the machine in memory.
  return () => port1.close();
}

/**
 * v86 compiles what runs often to WebAssembly, and the browser compiles that again, twice. Most of what is typed here
 * ends before that pays: a command line of Go runs most of its code once. So only the code of a machine that is busy
 * for long is compiled; a machine that rests, or was stopped meanwhile, is interpreted again.
 */
function compileWhenBusy({ v86 }: Internals): void {
  const setCompiling = (isCompiling: boolean) => v86.cpu.set_jit_config(jit.disabled, isCompiling ? 0 : 1);
  let isCompiling = false;
  let restedAt = performance.now();
  let lastAt = restedAt;
  setCompiling(isCompiling);
  const next = v86.yield.bind(v86);
  v86.yield = (ms, tick) => {
    const now = performance.now();
    if (ms >= 1 || now - lastAt > 1000) restedAt = now;
    lastAt = now;
    if (now - restedAt > compileAfterMs !== isCompiling) setCompiling((isCompiling = !isCompiling));
    next(ms, tick);
  };
}

/**
 * v86 keeps how far the guest's time stamp counter is behind the page's clock, and takes it for zero when it sets the
 * counter (`src/rust/cpu/cpu.rs`, set_tsc). It is not: the guest's time would jump on by the page's age at the first
 * restore, and back at the next. Setting the counter to what it reads makes it zero.
 */
function forgetCounter({ v86: { cpu } }: Internals): void {
  cpu.store_current_tsc();
  const [low = 0, high = 0] = cpu.current_tsc;
  cpu.set_tsc(low, high);
}

/** The queue that the guest receives a port's bytes in (virtio 1.2, section 5.3.2). */
function receiveQueue(port: number): number {
  return port === 0 ? 0 : 2 * port + 2;
}

function watchForPanic(emulator: Internals, panicked: (message: string) => void): void {
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

function makeEmulator({ emulator: { V86, wasm }, manifest, loadChunk }: Parts): Internals {
  const { disk } = manifest;
  const options = {
    wasm_fn: async (imports: { env: { __indirect_function_table: WebAssembly.Table } }) => {
      imports.env.__indirect_function_table.grow(furtherPieces);
      return (await WebAssembly.instantiate(wasm, imports)).exports;
    },
    memory_size: manifest.memoryBytes,
    vga_memory_size: manifest.vgaMemoryBytes,
    ...(disk && {
      hda: new CachedDisk(disk.bytes, disk.chunkBytes, {
        loadChunk,
        unpack: (packed) => emulator.zstd_decompress(disk.chunkBytes, packed),
      }),
    }),
    virtio_console: true,
    net_device: { type: 'none' },
    ...{ disable_speaker: true, disable_keyboard: true, disable_mouse: true },
  };
  const emulator: Internals = new V86(options as never) as Internals;
  return emulator;
}

/**
 * Makes a machine, which is restored from states that are unpacked. It has no network: what it reaches is inside it.
 */
export async function makeV86(parts: Parts): Promise<Machine> {
  const emulator = makeEmulator(parts);
  const { terminals, controlPort } = parts.manifest;
  const ports = [...terminals.map(({ port }) => port), controlPort];
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
  let told: MachineEvents | undefined;
  let isNew = true;
  for (const port of ports) {
    emulator.add_listener(`virtio-console${port}-output-bytes`, (bytes: Uint8Array) =>
      told?.received(port, bytes),
    );
  }
  watchForPanic(emulator, (message) => told?.panicked(message));
  await new Promise<void>((resolve) => emulator.add_listener('emulator-loaded', () => resolve()));
  const { cpu } = emulator.v86;
  cpu.set_jit_config(jit.maxPages, 1);
  // Under Node v86 uses setImmediate.
  const endYield = 'document' in globalThis ? yieldInPage(emulator) : () => {};
  compileWhenBusy(emulator);
  return {
    restore: async (state, events) => {
      await emulator.stop();
      told = events;
      for (const sender of senders.values()) sender.drop();
      const { devices, memory } = splitState(state);
      cpu.unpack_memory = () => fillMemory(cpu.mem8, memory, isNew);
      forgetCounter(emulator);
      await emulator.restore_state(devices);
      isNew = false;
      await emulator.run();
    },
    send: (port, bytes) => senders.get(port)?.send(bytes),
    // Linux reads the pair in the standard's order, rows first; v86 writes it in the other one.
    resize: (port, { cols, rows }) => emulator.bus.send(`virtio-console${port}-resize`, [rows, cols]),
    pause: () => emulator.stop(),
    resume: () => emulator.run(),
    destroy: async () => {
      await emulator.destroy();
      endYield();
    },
  };
}
