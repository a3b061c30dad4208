import { AnswerReader, formatRequest } from '../../core/machine/control.ts';
import { LabFailure } from './failure.ts';
import type { LabClock } from './lab-clock.ts';

export interface Answer {
  status: number;
  output: string;
}

interface Request {
  id: string;
  script: string;
  timeoutS: number;
  resolve: (answer: Answer) => void;
  reject: (error: LabFailure) => void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** What the machine may be late with an answer beyond the time a script has, before it counts as hung. */
const graceS = 20;

/**
 * Runs scripts in the machine out of sight of the terminals, one after the other; the
 * protocol is in `core/machine/control.ts`.
 */
export class ControlChannel {
  readonly #send: (bytes: Uint8Array) => void;
  readonly #clock: LabClock;
  readonly #queue: Request[] = [];
  #current: Request | undefined;
  #stopAlarm = () => {};
  #reader = new AnswerReader();
  #count = 0;

  constructor(send: (bytes: Uint8Array) => void, clock: LabClock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** @throws LabFailure `timeout` when the machine does not answer at all */
  exec(script: string, timeoutS = 30): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: String(++this.#count), script, timeoutS, resolve, reject });
      this.#next();
    });
  }

  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /** Takes bytes that the machine sent. */
  receive(bytes: Uint8Array): void {
    let answers;
    try {
      answers = this.#reader.push(bytes);
    } catch {
      // The end of an answer from before the state was saved.
      this.#reader = new AnswerReader();
      return;
    }
    for (const { id, status, output } of answers) {
      const request = this.#current;
      if (id !== request?.id) continue;
      this.#current = undefined;
      this.#stopAlarm();
      request.resolve({ status, output: decoder.decode(output) });
      this.#next();
    }
  }

  /** Gives up everything that is asked: the machine is gone. */
  close(): void {
    this.#stopAlarm();
    const gone = [...(this.#current ? [this.#current] : []), ...this.#queue.splice(0)];
    this.#current = undefined;
    for (const { reject } of gone) reject(new LabFailure('cancelled', 'the machine is gone'));
  }

  #next(): void {
    if (this.#current) return;
    const request = this.#queue.shift();
    if (!request) return;
    this.#current = request;
    const { id, script, timeoutS, reject } = request;
    this.#stopAlarm = this.#clock.after((timeoutS + graceS) * 1000, () => {
      this.#current = undefined;
      reject(new LabFailure('timeout', script));
      this.#next();
    });
    this.#send(formatRequest(id, encoder.encode(script), timeoutS));
  }
}
