import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from '../debian/failure.ts';
import { lastLines, run, type Outcome } from '../debian/process.ts';

const script = (name: string): string => join(import.meta.dirname, name);

/** Environment of everything that runs on a host of the sandbox: nothing of the machine's own. */
export const guestEnvironment: NodeJS.ProcessEnv = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  USER: 'root',
};

export interface SandboxOptions {
  /** An engine's root; it is read, never written. */
  root: string;
  /** A folder to mount on; it stays empty on the machine. */
  scratch: string;
  /** Further hosts beside `outside`: name to IPv4 address in 192.0.2.0/24. */
  hosts?: Readonly<Record<string, string>>;
  /** Further arguments of dockerd. */
  daemon?: readonly string[];
  /** Seconds until the daemon must answer. */
  timeoutS?: number;
}

/**
 * A Docker host in mount, network, pid, uts, ipc and cgroup namespaces of its own, with its own dockerd.
 * `supervise.sh` takes it away when `stop` is called and also when this process ends in any other way.
 */
export class Sandbox {
  readonly id: string;
  /** Process 1 of the sandbox, as the machine numbers it. */
  readonly pid: number;
  readonly #supervisor: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;

  private constructor(
    id: string,
    pid: number,
    supervisor: ChildProcessWithoutNullStreams,
    ended: Promise<void>,
  ) {
    this.id = id;
    this.pid = pid;
    this.#supervisor = supervisor;
    this.#ended = ended;
  }

  /** Starts a sandbox and waits until its daemon answers. @throws Failure with the daemon's last words */
  static async start(options: SandboxOptions): Promise<Sandbox> {
    const { root, scratch, hosts = {}, daemon = [], timeoutS = 30 } = options;
    mkdirSync(scratch, { recursive: true });
    const id = randomBytes(6).toString('hex');
    const list = Object.entries(hosts).map(([name, address]) => `${name}=${address}`);
    const args = [script('supervise.sh'), id, script('init.sh'), root, scratch, list.join(','), ...daemon];
    const supervisor = spawn('bash', args, { detached: true, env: guestEnvironment });
    const ended = new Promise<void>((resolve) => supervisor.on('close', () => resolve()));
    try {
      return new Sandbox(id, await waitUntilUp(supervisor, timeoutS), supervisor, ended);
    } catch (error) {
      supervisor.stdin.end();
      await ended;
      throw error;
    }
  }

  /** The words of a command line that run `command` on a host of the sandbox. */
  enter(host: string, command: readonly string[]): string[] {
    return ['bash', script('enter.sh'), this.id, String(this.pid), host, ...command];
  }

  /** Runs a shell command on a host of the sandbox, without a terminal. */
  exec(command: string, host = 'host'): Promise<Outcome> {
    const [program = 'bash', ...args] = this.enter(host, ['bash', '-c', command]);
    return run(program, args, { env: guestEnvironment });
  }

  /** Takes the sandbox away; resolves when nothing of it is left. */
  async stop(): Promise<void> {
    this.#supervisor.stdin.end();
    await this.#ended;
  }
}

async function waitUntilUp(supervisor: ChildProcessWithoutNullStreams, timeoutS: number): Promise<number> {
  let pid: number | undefined;
  let said = '';
  supervisor.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const lines = createInterface({ input: supervisor.stdout });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    lines.close();
  }, timeoutS * 1000);
  try {
    for await (const line of lines) {
      const number = /^pid (\d+)$/.exec(line)?.[1];
      if (number) pid = Number(number);
      else if (line === 'up' && pid !== undefined) return pid;
      else said += `${line}\n`;
    }
  } finally {
    clearTimeout(timer);
    // Reading to the end, or the supervisor's last words would block it.
    supervisor.stdout.resume();
  }
  const why = isLate
    ? `no answer from its daemon within ${timeoutS} s`
    : 'it ended before its daemon answered';
  throw new Failure(`the sandbox did not come up: ${why}; it last said:
${lastLines(said, 8) || '(nothing)'}`);
}
