import { countUntil, type Timeline } from '../../core/asciicast/timeline.ts';

/** What the driver does to the world; a test hands it another world. */
export interface Effects {
  /** Milliseconds that only grow. */
  nowMs: () => number;
  /** Calls back before the next picture; returns a way to call it off. */
  requestFrame: (callback: () => void) => () => void;
  /** Shows the first `count` frames of the time line. */
  show: (count: number) => void;
  /** Told after every change. */
  changed: () => void;
}

export type PlayState = 'paused' | 'playing' | 'ended';

export const speeds = [0.5, 0.75, 1, 1.5, 2, 3, 4] as const;

/** What each event does in each state; an absent one does nothing. */
const transitions: Readonly<Record<PlayState, Partial<Record<'toggle' | 'reachEnd' | 'seek', PlayState>>>> = {
  paused: { toggle: 'playing' },
  playing: { toggle: 'paused', reachEnd: 'ended' },
  ended: { toggle: 'playing', seek: 'paused' },
};

/** Moves through a time line: play, pause, speed, seek. Knows nothing of pages and terminals. */
export class Driver {
  readonly timeline: Timeline;
  readonly #effects: Effects;
  readonly #stepwise: boolean;
  #state: PlayState = 'paused';
  #timeS = 0;
  #speed = 1;
  #lastMs = 0;
  #cancel: (() => void) | undefined;

  /** @param stepwise for readers who want no motion: playing goes to the end of the next command at once */
  constructor(timeline: Timeline, effects: Effects, stepwise = false) {
    this.timeline = timeline;
    this.#effects = effects;
    this.#stepwise = stepwise;
  }

  get state(): PlayState {
    return this.#state;
  }

  get timeS(): number {
    return this.#timeS;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Number of the command under way; -1 before the first. */
  get command(): number {
    return countUntil(this.timeline.marks, this.#timeS) - 1;
  }

  toggle(): void {
    if (this.#state === 'ended') this.#timeS = 0;
    if (this.#stepwise) {
      this.#state = 'paused';
      this.#moveTo(this.timeline.marks[this.command + 2]?.timeS ?? this.timeline.durationS);
      return;
    }
    this.#enter('toggle');
    this.#effects.show(this.#frameCount());
    this.#effects.changed();
  }

  seek(timeS: number): void {
    this.#enter('seek');
    this.#moveTo(timeS);
  }

  /** To the beginning of the command that is `by` further. */
  skip(by: number): void {
    const { marks, durationS } = this.timeline;
    // Shortly after its beginning, "previous" means the command before, as in every player.
    const isFresh = this.#timeS - (marks[this.command]?.timeS ?? 0) < 1;
    const target = by < 0 && !isFresh ? this.command : this.command + by;
    this.seek(target >= marks.length ? durationS : (marks[Math.max(target, 0)]?.timeS ?? 0));
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#effects.changed();
  }

  /** To the next of the fixed speeds, up or down. */
  stepSpeed(by: 1 | -1): void {
    const index = speeds.findIndex((speed) => speed >= this.#speed);
    this.setSpeed(speeds[Math.min(Math.max(index + by, 0), speeds.length - 1)] ?? 1);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #enter(event: 'toggle' | 'reachEnd' | 'seek'): void {
    this.#state = transitions[this.#state][event] ?? this.#state;
    this.stop();
    if (this.#state !== 'playing') return;
    this.#lastMs = this.#effects.nowMs();
    this.#cancel = this.#effects.requestFrame(() => this.#tick());
  }

  #tick(): void {
    const nowMs = this.#effects.nowMs();
    const timeS = this.#timeS + ((nowMs - this.#lastMs) / 1000) * this.#speed;
    this.#lastMs = nowMs;
    if (timeS >= this.timeline.durationS) this.#enter('reachEnd');
    else this.#cancel = this.#effects.requestFrame(() => this.#tick());
    this.#moveTo(timeS);
  }

  #moveTo(timeS: number): void {
    this.#timeS = Math.min(Math.max(timeS, 0), this.timeline.durationS);
    this.#effects.show(this.#frameCount());
    this.#effects.changed();
  }

  #frameCount(): number {
    return countUntil(this.timeline.frames, this.#timeS);
  }
}
