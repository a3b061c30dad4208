import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { V86, type V86Options } from 'v86';
import { AnswerReader, formatRequest, pieces, tellTime, type Answer } from '../core/machine/control.ts';
import { Failure } from '../debian/failure.ts';
import { controlPort } from './guest/ports.ts';

const build = dirname(createRequire(import.meta.url).resolve('v86'));

/** The version of v86 that boots machines and saves their states. */
export const v86Version = (
  JSON.parse(readFileSync(join(build, '..', 'package.json'), 'utf8')) as { version: string }
).version;

/** v86 gives a machine without a screen this much. */
export const vgaMemoryBytes = 1 << 20;

/** v86's own object behind its public face (its version is pinned). */
interface Internals {
  v86: { cpu: { set_jit_config(index: number, value: number): void } };
  bus: {
    send(name: string, value: unknown): void;
    register(name: string, listener: (value: never) => void, target: unknown): void;
  };
}

/** A file as the buffer that v86 takes. */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** What of a script's run counts. */
export interface ScriptOutcome {
  status: number;
  output: string;
}

/** A machine in v86 under Node, driven through its virtio console; the page has the same ports. */
export class Machine {
  /** What the kernel printed on its console, ttyS0. */
  kernelMessages = '';
  readonly #emulator: V86;
  readonly #internals: Internals;
  readonly #answers = new Map<string, (answer: Answer) => void>();
  readonly #terminals = new Map<number, string>();
  #count = 0;

  private constructor(options: V86Options) {
    this.#emulator = new V86({
      wasm_path: join(build, 'v86.wasm'),
      vga_memory_size: vgaMemoryBytes,
      virtio_console: { type: 'none' },
      // The machine has no network beyond itself.
      net_device: { type: 'none' } as unknown as NonNullable<V86Options['net_device']>,
      disable_speaker: true,
      disable_keyboard: true,
      disable_mouse: true,
      autostart: true,
      ...options,
    });
    this.#internals = this.#emulator as unknown as Internals;
    // JIT option 1 is MAX_PAGES, 3 by default: pages compiled together. One compiles half as long.
    this.#emulator.add_listener('emulator-ready', () => this.#internals.v86.cpu.set_jit_config(1, 1));
    this.#emulator.add_listener('serial0-output-byte', (byte: number) => {
      this.kernelMessages += String.fromCharCode(byte);
    });
  }

  /** Boots or restores a machine; resolves when its control port answers. @throws Failure after `timeoutS` */
  static async start(options: V86Options, timeoutS: number): Promise<Machine> {
    const machine = new Machine(options);
    const isUp = options.initial_state
      ? new Promise<void>((resolve) => machine.#emulator.add_listener('emulator-started', () => resolve()))
      : new Promise<void>((resolve) => machine.#answers.set('0', () => resolve()));
    await new Promise<void>((resolve) => machine.#emulator.add_listener('emulator-ready', () => resolve()));
    machine.#listen();
    try {
      await machine.#within(isUp, timeoutS, 'the machine did not come up');
    } catch (error) {
      // A machine that nobody has would run for ever.
      await machine.destroy();
      throw error;
    }
    return machine;
  }

  #listen(): void {
    const reader = new AnswerReader();
    const { bus } = this.#internals;
    bus.register(
      `virtio-console${controlPort}-output-bytes`,
      (bytes: Uint8Array) => {
        for (const answer of reader.push(bytes)) this.#answers.get(answer.id)?.(answer);
      },
      this,
    );
    for (const port of [0, 1, 2]) {
      this.#terminals.set(port, '');
      bus.register(
        `virtio-console${port}-output-bytes`,
        (bytes: Uint8Array) =>
          this.#terminals.set(port, this.screen(port) + Buffer.from(bytes).toString('latin1')),
        this,
      );
    }
  }

  /** Everything that a terminal printed since the machine was started here. */
  screen(port: number): string {
    return this.#terminals.get(port) ?? '';
  }

  /** Types on a terminal. */
  type(port: number, keys: string): void {
    for (const piece of pieces(new TextEncoder().encode(keys)))
      this.#internals.bus.send(`virtio-console${port}-input-bytes`, piece);
  }

  /** Tells a terminal its size; v86 sends the pair in the reverse of the order that Linux reads it in. */
  resize(port: number, { columns, rows }: { columns: number; rows: number }): void {
    this.#internals.bus.send(`virtio-console${port}-resize`, [rows, columns]);
  }

  /** Runs a script on `host`, through the control port. @throws Failure when the machine does not answer */
  async run(script: string, seconds = 30): Promise<ScriptOutcome> {
    const id = String(++this.#count);
    const answered = new Promise<Answer>((resolve) => this.#answers.set(id, resolve));
    for (const piece of pieces(formatRequest(id, new TextEncoder().encode(script), seconds)))
      this.#internals.bus.send(`virtio-console${controlPort}-input-bytes`, piece);
    // The machine's clock and this one's differ: an emulated second may take longer.
    const answer = await this.#within(answered, seconds * 4 + 30, `no answer to \`${script.slice(0, 80)}\``);
    this.#answers.delete(id);
    return { status: answer.status, output: new TextDecoder().decode(answer.output) };
  }

  /** Runs a script that must succeed, and returns what it printed. @throws Failure with its output */
  async check(script: string, seconds?: number): Promise<string> {
    const { status, output } = await this.run(script, seconds);
    if (status === 0) return output;
    throw new Failure(`in the machine \`${script}\` ended with status ${status}:\n${output}`);
  }

  /** Sets the clock and fresh random numbers, as the page does after a restore. */
  async restored(): Promise<void> {
    await this.check(tellTime(Date.now() / 1000, randomBytes(32).toString('hex')));
  }

  /** The whole machine as it stands. */
  async save(): Promise<Uint8Array> {
    await this.#emulator.stop();
    return new Uint8Array(await this.#emulator.save_state());
  }

  /** Ends the machine. */
  async destroy(): Promise<void> {
    await this.#emulator.destroy();
  }

  async #within<T>(promise: Promise<T>, seconds: number, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const messages = this.kernelMessages.trimEnd().split('\n').slice(-5).join('\n');
        reject(new Failure(`${what} within ${seconds} s; the kernel last said:\n${messages || '(nothing)'}`));
      }, seconds * 1000);
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
