/**
 * The time line of a recording. Typing and thinking are simulated, so they are advanced by hand and cost no
 * time while recording; what a command does runs in real time.
 */
export class RecordingClock {
  #baseS = 0;
  #startedMs: number | undefined;

  get nowS(): number {
    return this.#startedMs === undefined
      ? this.#baseS
      : this.#baseS + (performance.now() - this.#startedMs) / 1000;
  }

  /** Adds simulated seconds. */
  advance(seconds: number): void {
    this.#baseS += seconds;
  }

  /** Lets real time flow. */
  run(): void {
    this.#startedMs ??= performance.now();
  }

  /** Stops real time; what has passed is kept. */
  hold(): void {
    this.#baseS = this.nowS;
    this.#startedMs = undefined;
  }
}

/** Seconds before each character of a text: the same text has the same rhythm in each recording. */
export function* typingRhythm(text: string): Generator<[char: string, delayS: number]> {
  let state = 0x811c9dc5;
  for (const char of text) {
    // FNV-1a over what was typed so far: an even spread without a random source.
    state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    yield [char, 0.025 + (((state >>> 8) % 1000) / 1000) * 0.035];
  }
}
