import type { Frame } from '../../core/asciicast/timeline.ts';

/** A terminal as the player writes to it. */
export interface ScreenTerminal {
  write: (data: string, done?: () => void) => void;
  reset: () => void;
}

/** The whole screen after so many frames, as output that draws it on an empty terminal. */
export interface Keyframe {
  count: number;
  screen: string;
}

/**
 * Shows any moment of a recording on a terminal. Forwards it writes what is missing; backwards, or far ahead,
 * it starts from the nearest keyframe, so that a seek costs the same however long the recording is.
 */
export class Screen {
  readonly #terminal: ScreenTerminal;
  readonly #frames: readonly Frame[];
  readonly #keyframes: Keyframe[] = [{ count: 0, screen: '' }];
  #count = 0;

  constructor(terminal: ScreenTerminal, frames: readonly Frame[]) {
    this.#terminal = terminal;
    this.#frames = frames;
  }

  /** Keyframes are added in the order of their counts. */
  addKeyframe(keyframe: Keyframe): void {
    this.#keyframes.push(keyframe);
  }

  /** Shows the first `count` frames; `done` is called when the terminal has taken them in. */
  show(count: number, done?: () => void): void {
    const keyframe = this.#keyframes.findLast((one) => one.count <= count);
    if (keyframe && (count < this.#count || keyframe.count > this.#count)) {
      this.#terminal.reset();
      if (keyframe.screen !== '') this.#terminal.write(keyframe.screen);
      this.#count = keyframe.count;
    }
    const data = this.#frames.slice(this.#count, count).map((frame) => frame.data);
    this.#count = count;
    this.#terminal.write(data.join(''), done);
  }
}
