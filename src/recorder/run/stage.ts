import type { CastEvent } from '../../core/asciicast/cast.ts';
import { hasPrompt, lastPrompt, outputMark } from '../../core/shell-marks.ts';
import type { Terminal } from '../shell/terminal.ts';
import { RecordingClock } from './clock.ts';

/** Opens a terminal on a host; the name tells apart several on the same host. */
export type OpenTerminal = (host: string) => Terminal;

interface Seat {
  terminal: Terminal;
  /** Output that came while the viewer looked at another terminal. */
  backlog: string;
  /** A prompt stands at the end of its output. */
  idle: boolean;
}

/** busybox asks the terminal where its cursor is (DSR 6); a player's terminal would answer into the reader's shell. */
const cursorQuery = '\x1b[6n';

/** Seconds a person looks before typing the next command. */
const thinkingS = 0.7;
const promptTimeoutS = 10;

/**
 * What the viewer of a recording sees: one screen that shows one terminal at a time. Output of the others is
 * kept until they come to the front.
 */
export class Stage {
  readonly events: CastEvent[] = [];
  readonly clock = new RecordingClock();
  readonly #seats = new Map<string, Seat>();
  readonly #open: OpenTerminal;
  #front: Seat | undefined;
  /** Output is taken away instead of shown while this is a function. */
  #diverted: ((data: string) => void) | undefined;
  #markOutput = false;

  constructor(open: OpenTerminal) {
    this.#open = open;
  }

  /** Brings a terminal to the front, opening it when it is new. */
  async bringForward(host: string, name: string | null): Promise<Terminal> {
    const key = `${host} ${name ?? ''}`;
    let seat = this.#seats.get(key);
    if (seat && seat === this.#front) return seat.terminal;
    if (!seat) {
      seat = await this.#seat(host);
      this.#seats.set(key, seat);
    }
    this.#clearFront();
    this.#front = seat;
    this.#emit(seat.idle ? lastPrompt(seat.terminal.text) : seat.backlog);
    seat.backlog = '';
    return seat.terminal;
  }

  async #seat(host: string): Promise<Seat> {
    const terminal = this.#open(host);
    const seat: Seat = { terminal, backlog: '', idle: false };
    terminal.onData = (data) => {
      if (seat !== this.#front) seat.backlog += data;
      else this.#show(data);
    };
    await terminal.waitFor(`the first prompt on ${host}`, () => hasPrompt(terminal.text), promptTimeoutS);
    seat.idle = true;
    return seat;
  }

  /** An idle prompt is wiped, so that it does not stand there unused; a running command keeps its lines. */
  #clearFront(): void {
    if (!this.#front) return;
    if (this.#front.idle) this.#emit('\r\x1b[J');
    else if (!this.events.at(-1)?.data.endsWith('\n')) this.#emit('\r\n');
  }

  /** Says whether the front terminal stands at a prompt. */
  set idle(idle: boolean) {
    if (this.#front) this.#front.idle = idle;
  }

  /** The next newline ends the echo of a command: the output mark goes behind it. */
  expectEcho(): void {
    this.#markOutput = true;
  }

  /** Takes output away from the screen until the returned function is called. */
  divert(take: (data: string) => void): () => void {
    this.#diverted = take;
    return () => {
      this.#diverted = undefined;
    };
  }

  #show(data: string): void {
    if (this.#diverted) this.#diverted(data);
    else this.#emit(this.#withOutputMark(data));
  }

  #withOutputMark(data: string): string {
    const newline = this.#markOutput ? data.indexOf('\n') : -1;
    if (newline < 0) return data;
    this.#markOutput = false;
    return data.slice(0, newline + 1) + outputMark + data.slice(newline + 1);
  }

  /** Puts output on the screen now. */
  emit(data: string): void {
    this.#emit(this.#withOutputMark(data));
  }

  #emit(data: string): void {
    const shown = data.replaceAll(cursorQuery, '');
    if (shown === '') return;
    this.events.push({ timeS: this.clock.nowS, code: 'o', data: shown });
  }

  /** A command is about to be typed. */
  mark(label: string): void {
    this.clock.advance(thinkingS);
    this.events.push({ timeS: this.clock.nowS, code: 'm', data: label });
  }

  close(): void {
    for (const { terminal } of this.#seats.values()) terminal.close();
  }
}
