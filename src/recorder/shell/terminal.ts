import { spawn, type IPty } from '@lydell/node-pty';
import { stripAnsi } from '../../core/ansi.ts';
import { Failure } from '../../debian/failure.ts';

export const columns = 100;
export const rows = 30;

interface Waiter {
  isMet: () => boolean;
  resolve: () => void;
  reject: (error: Failure) => void;
}

/** One pseudo-terminal and everything it printed; waits for evidence, never for time. */
export class Terminal {
  /** All output so far. */
  text = '';
  /** Called with each piece of output. */
  onData: (data: string) => void = () => {};
  readonly #pty: IPty;
  #waiter: Waiter | undefined;
  #ended = false;

  constructor(command: readonly string[], env: NodeJS.ProcessEnv) {
    const [program = 'bash', ...args] = command;
    this.#pty = spawn(program, args, { name: 'xterm-256color', cols: columns, rows, env, cwd: '/' });
    this.#pty.onData((data) => {
      this.text += data;
      this.onData(data);
      this.#wake();
    });
    this.#pty.onExit(() => {
      this.#ended = true;
      this.#wake();
    });
  }

  write(keys: string): void {
    this.#pty.write(keys);
  }

  close(): void {
    if (this.#ended) return;
    this.#pty.kill();
  }

  /** The last line on the screen, for messages. */
  lastSeen(from = 0): string {
    const lines = stripAnsi(this.text.slice(from)).trimEnd().split('\n');
    return lines.slice(-3).join('\n') || '(nothing)';
  }

  /**
   * Resolves when `isMet` holds, looking again at each piece of output.
   * @throws Failure that says what was awaited and what was last seen
   */
  waitFor(what: string, isMet: () => boolean, timeoutS: number, from = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(timer);
        this.#waiter = undefined;
        finish();
      };
      const timer = setTimeout(() => {
        end(() =>
          reject(new Failure(`waited ${timeoutS} s for ${what}; last seen:\n${this.lastSeen(from)}`)),
        );
      }, timeoutS * 1000);
      this.#waiter = {
        isMet,
        resolve: () => end(resolve),
        reject: (error) => end(() => reject(error)),
      };
      this.#ending = `the terminal closed while waiting for ${what}; last seen:\n`;
      this.#from = from;
      this.#wake();
    });
  }

  #ending = '';
  #from = 0;

  #wake(): void {
    if (!this.#waiter) return;
    if (this.#waiter.isMet()) this.#waiter.resolve();
    else if (this.#ended) this.#waiter.reject(new Failure(this.#ending + this.lastSeen(this.#from)));
  }
}
