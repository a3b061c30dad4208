/** What a clock asks of the world; a test hands it another. */
export interface ClockEffects {
  nowMs: () => number;
  setTimer: (callback: () => void, ms: number) => () => void;
}

interface Alarm {
  callback: () => void;
  leftMs: number;
  startedMs: number;
  cancel: () => void;
}

/** Time as the machine lives it: alarms do not run out while the machine is paused. */
export class LabClock {
  readonly #effects: ClockEffects;
  readonly #alarms = new Set<Alarm>();
  #paused = false;

  constructor(effects: ClockEffects) {
    this.#effects = effects;
  }

  /** Calls back when so much of the machine's time has passed; returns a way to call it off. */
  after(ms: number, callback: () => void): () => void {
    const alarm: Alarm = { callback, leftMs: ms, startedMs: 0, cancel: () => {} };
    this.#alarms.add(alarm);
    if (!this.#paused) this.#start(alarm);
    return () => {
      alarm.cancel();
      this.#alarms.delete(alarm);
    };
  }

  /** Resolves when so much of the machine's time has passed. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    for (const alarm of this.#alarms) {
      alarm.cancel();
      alarm.leftMs -= this.#effects.nowMs() - alarm.startedMs;
    }
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const alarm of this.#alarms) this.#start(alarm);
  }

  #start(alarm: Alarm): void {
    alarm.startedMs = this.#effects.nowMs();
    alarm.cancel = this.#effects.setTimer(
      () => {
        this.#alarms.delete(alarm);
        alarm.callback();
      },
      Math.max(0, alarm.leftMs),
    );
  }
}

/** The browser's, and Node's, own time. */
export const realTime: ClockEffects = {
  nowMs: () => performance.now(),
  setTimer: (callback, ms) => {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
};
