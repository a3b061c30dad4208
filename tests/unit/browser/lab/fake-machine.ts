import { integrationCommand } from '../../../../src/core/shell-marks.ts';
import type { Machine, MachineEvents, MachineManifest } from '../../../../src/browser/lab/machine.ts';

/** What a command of the fake shell prints, and its status. */
export type Reply = (command: string) => {
  output?: string;
  status?: number;
  stays?: boolean;
  opens?: string;
};

export const manifest: MachineManifest = {
  machine: 'small',
  ...{ memoryBytes: 1, vgaMemoryBytes: 1, disk: null, suite: 'sid', docker: null },
  state: { files: [], bytes: 4, unpackedBytes: 4 },
  kernel: { version: '6', from: '' },
  ...{ packages: [], standIns: [], programs: [] },
  terminals: [
    { port: 0, host: 'host' },
    { port: 1, host: 'host' },
    { port: 2, host: 'outside' },
  ],
  controlPort: 3,
};

const prompt = '\x1b]133;A\x07root@host:~# \x1b]133;B\x07';

/** Echoes keys and answers commands as bash does with the marks of the recordings; no real machine is behind it. */
export class FakeMachine implements Machine {
  readonly typed: string[] = [];
  readonly scripts: string[] = [];
  readonly sizes: string[] = [];
  isDead = false;
  restored = 0;
  /** The answers of the control port, where they are held back. */
  held: (() => void)[] | undefined;
  #events: MachineEvents | undefined;
  readonly #reply: Reply;
  readonly #lines = new Map<number, string>();
  readonly #shells = new Map<number, string[]>();
  #status: (script: string) => { status: number; output: string };

  constructor(
    reply: Reply,
    control: (script: string) => { status: number; output: string } = () => ({ status: 0, output: '' }),
  ) {
    this.#reply = reply;
    this.#status = control;
  }

  restore(_: ArrayBuffer, events: MachineEvents): Promise<void> {
    this.#events = events;
    this.restored++;
    this.typed.length = 0;
    this.#lines.clear();
    this.#shells.clear();
    return Promise.resolve();
  }

  #print(port: number, text: string): void {
    queueMicrotask(() => this.#events?.received(port, new TextEncoder().encode(text)));
  }

  send(port: number, bytes: Uint8Array): void {
    if (this.isDead) return;
    const text = new TextDecoder().decode(bytes);
    if (port === 3) return this.#control(text);
    for (const char of text) {
      if (char === '\x03') this.#end(port, '^C', 130);
      else if (char === '\r') this.#enter(port);
      else {
        this.#lines.set(port, (this.#lines.get(port) ?? '') + char);
        this.#print(port, char);
      }
    }
  }

  #control(text: string): void {
    const [head = '', ...rest] = text.split('\n');
    const script = rest.join('\n');
    this.scripts.push(script);
    const { status, output } = this.#status(script);
    const answer = () => this.#print(3, `${head.split(' ')[0]} ${status} ${output.length}\n${output}`);
    if (this.held) this.held.push(answer);
    else answer();
  }

  #end(port: number, output: string, status: number): void {
    this.#print(port, `${output}\r\n\x1b]133;D;${status}\x07${prompt}`);
  }

  #enter(port: number): void {
    const line = this.#lines.get(port) ?? '';
    this.#lines.set(port, '');
    const shells = this.#shells.get(port) ?? [];
    this.#shells.set(port, shells);
    if (line !== '' && !line.startsWith(integrationCommand('').slice(0, 5)))
      this.typed.push(`${port} ${line}`);
    this.#print(port, '\r\n');
    if (line.startsWith(' PS1='))
      return this.#print(port, `\x1b]133;D;0\x07\x1b]133;A\x07/ # \x1b]133;B\x07`);
    if (line === 'exit') {
      shells.pop();
      return this.#print(port, `\x1b]133;D;0\x07${prompt}`);
    }
    if (line === '') return this.#print(port, `\x1b]133;D;0\x07${prompt}`);
    const { output = '', status = 0, stays = false, opens } = this.#reply(line);
    if (opens) {
      shells.push(line);
      return this.#print(port, opens);
    }
    if (stays) return this.#print(port, output);
    this.#print(port, `${output}\x1b]133;D;${status}\x07${prompt}`);
  }

  resize(port: number, { cols, rows }: { cols: number; rows: number }): void {
    this.sizes.push(`${port} ${cols}x${rows}`);
  }

  pause(): Promise<void> {
    return Promise.resolve();
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.isDead = true;
    return Promise.resolve();
  }
}
