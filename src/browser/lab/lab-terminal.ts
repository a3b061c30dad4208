import { stripAnsi } from '../../core/ansi.ts';
import { hasPrompt } from '../../core/shell-marks.ts';
import { cancelled, LabFailure } from './failure.ts';
import type { LabClock } from './lab-clock.ts';

/** What a terminal does to the world. */
export interface TerminalEffects {
  /** Sends keys to the machine. */
  send: (keys: string) => void;
  /** Draws what the machine printed. */
  show: (data: string) => void;
  clock: LabClock;
}

export interface Wait {
  /** What is waited for, for the message. */
  what: string;
  isMet: () => boolean;
  timeoutS: number;
  signal: AbortSignal;
}

/** Output kept for looking back; a command that prints more is judged by its end. */
const kept = 512 * 1024;

/** One terminal of the machine: what it printed, whether a prompt stands there, and waiting for evidence. */
export class LabTerminal {
  readonly #effects: TerminalEffects;
  #text = '';
  /** Characters that were dropped in front of `#text`. */
  #dropped = 0;
  #enterAt = 0;
  #look: (() => void) | undefined;
  #diverted = false;
  /** The ids of the commands whose shells stand open in it, outermost first. */
  readonly shells: string[] = [];

  constructor(effects: TerminalEffects) {
    this.#effects = effects;
  }

  /** Where its output ends, as a position for `since`. */
  get end(): number {
    return this.#dropped + this.#text.length;
  }

  since(position: number): string {
    return this.#text.slice(Math.max(0, position - this.#dropped));
  }

  /** Whether a marked prompt came after the last Enter: nothing runs in it. */
  get isIdle(): boolean {
    return hasPrompt(this.since(this.#enterAt));
  }

  /** Takes what the machine printed. */
  receive(data: string): void {
    this.#text += data;
    if (this.#text.length > 2 * kept) {
      this.#dropped += this.#text.length - kept;
      this.#text = this.#text.slice(-kept);
    }
    if (!this.#diverted) this.#effects.show(data);
    this.#look?.();
  }

  type(keys: string): void {
    if (keys.includes('\r')) this.#enterAt = this.end;
    this.#effects.send(keys);
  }

  /** Prints without the machine: used for a prompt that was printed while nobody looked. */
  draw(data: string): void {
    this.#effects.show(data);
  }

  /** Hides output until the returned function is called. */
  divert(): () => void {
    this.#diverted = true;
    return () => {
      this.#diverted = false;
    };
  }

  /** The last lines, for messages. */
  lastSeen(from: number): string {
    return stripAnsi(this.since(from)).trim().split('\n').slice(-3).join('\n');
  }

  /** Forgets everything, as after a reset. */
  clear(): void {
    this.#dropped = this.end;
    this.#text = '';
    this.#enterAt = this.#dropped;
    this.shells.length = 0;
  }

  /** Resolves when `isMet` holds, looking again at each piece of output. @throws LabFailure */
  waitFor({ what, isMet, timeoutS, signal }: Wait): Promise<void> {
    const from = this.end;
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        stopAlarm();
        this.#look = undefined;
        signal.removeEventListener('abort', abort);
        finish();
      };
      const abort = () => end(() => reject(cancelled()));
      const stopAlarm = this.#effects.clock.after(timeoutS * 1000, () =>
        end(() =>
          reject(new LabFailure('timeout', `${timeoutS} s: ${what}\n${this.lastSeen(from)}`.trimEnd())),
        ),
      );
      this.#look = () => {
        if (isMet()) end(resolve);
      };
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      else this.#look();
    });
  }
}
