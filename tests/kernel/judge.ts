import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import type { Family } from '../../src/core/netfilter/model/packet.ts';
import { createInterface, type Interface } from 'node:readline';

/** What came of one packet: the lines of `xtables-monitor --trace`, and the frames at the far ends of the cables. */
export interface Verdicts {
  trace: string[];
  frames: [cable: string, hex: string][];
  /** Why the kernel did not take a packet made here: `Operation not permitted` where OUTPUT drops it. */
  problem: string | null;
}

/** A packet to send: by a cable, or out of a socket of the host when `cable` is null. */
export interface Sending {
  cable: string | null;
  frame: string;
  /** Where a socket sends it. */
  to: string;
  mark: number;
}

/** Everything of the judge's lives in namespaces of its own and is gone with its process. */
const enter =
  'mount --make-rprivate / && mount -t tmpfs none /run && mkdir -p /run/netns && ip netns add wires && PYTHONDONTWRITEBYTECODE=1 exec /usr/bin/python3 "$0"';

/** A network namespace with a kernel in it that can be asked. */
export class Judge {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;
  private complaints = '';

  constructor() {
    const script = join(import.meta.dirname, 'wire.py');
    this.process = spawn('unshare', [
      '--mount',
      '--net',
      '--kill-child',
      '--fork',
      'sh',
      '-c',
      enter,
      script,
    ]);
    this.process.stderr.on('data', (text: Buffer) => (this.complaints += text.toString()));
    // What is written after a crash is answered by the end of the output.
    this.process.stdin.on('error', () => undefined);
    this.reader = createInterface({ input: this.process.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  private async ask<Answer>(command: object): Promise<Answer> {
    this.process.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = (await this.lines.next()) as IteratorResult<string, undefined>;
    if (done || value === undefined) throw new Error(`the judge has gone: ${this.complaints}`);
    return JSON.parse(value) as Answer;
  }

  /** Runs a shell script in the judge's namespace; throws when it fails. */
  async run(script: string): Promise<string> {
    const { status, out, err } = await this.ask<{ status: number; out: string; err: string }>({
      op: 'run',
      script,
    });
    if (status !== 0) throw new Error(`${err}${out}\n${script}`);
    return out;
  }

  async open(cables: readonly string[], family: Family): Promise<void> {
    await this.ask({ op: 'open', cables, family });
  }

  async forgetConnections(): Promise<void> {
    await this.ask({ op: 'flush' });
  }

  async send(sending: Sending): Promise<Verdicts> {
    return this.ask<Verdicts>({ op: 'send', ...sending });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('close', resolve));
    this.process.stdin.end();
    await ended;
  }
}
