import type { MachineName } from '../../core/lab/choose-machine.ts';
import { LabFailure } from './failure.ts';
import { Guest, type GuestEffects } from './guest.ts';
import { LabClock, type ClockEffects } from './lab-clock.ts';
import type { Machine, MachineManifest, Size } from './machine.ts';
import type { Progress } from './download.ts';
import { nextState, type LabEvent, type LabState } from './states.ts';
import { freshWorld, type World } from './world.ts';

/** A saved state that has come. */
export interface LoadedState {
  /** All of it as the machine takes it, a moment later. */
  unpacked: Promise<ArrayBuffer>;
}

/** What a session does to the world; a test hands it another world. */
export interface SessionEffects extends Pick<GuestEffects, 'show' | 'nowS' | 'seed'> {
  time: ClockEffects;
  loadManifest: (name: MachineName) => Promise<MachineManifest>;
  loadState: (manifest: MachineManifest, progress: (progress: Progress) => void) => Promise<LoadedState>;
  makeMachine: (manifest: MachineManifest) => Promise<Machine>;
  /** The sizes of the terminals on the page, by port. */
  sizes: () => ReadonlyMap<number, Size>;
  /** Clears what the terminals show. */
  clear: () => void;
  /** Told after every change. */
  changed: () => void;
}

/** One machine in the page from Start to Stop: its states, and starting afresh. */
export class LabSession {
  readonly #effects: SessionEffects;
  #state: LabState = 'off';
  #clock: LabClock;
  #guest: Guest | undefined;
  /** Kept when it is made fresh: its memory is the browser's already. */
  #machine: Machine | undefined;
  /** The saved state, unpacked: starting afresh does not wait for that. */
  #image: ArrayBuffer | undefined;
  /** Ends what waits for the machine when the machine goes; what comes then has another one. */
  #life = new AbortController();
  manifest: MachineManifest | undefined;
  progress: Progress = { loadedBytes: 0, totalBytes: 0 };
  world: World = freshWorld();
  /** Why it failed or crashed. */
  reason = '';

  constructor(effects: SessionEffects) {
    this.#effects = effects;
    this.#clock = new LabClock(effects.time);
  }

  get state(): LabState {
    return this.#state;
  }

  get clock(): LabClock {
    return this.#clock;
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  /** The machine that runs. @throws LabFailure while none does */
  get guest(): Guest {
    if (!this.#guest || this.#state !== 'ready')
      throw new LabFailure('cancelled', `the machine is ${this.#state}`);
    return this.#guest;
  }

  /** Downloads a machine, unless the browser has it, and starts it. */
  async start(name: MachineName): Promise<void> {
    if (this.#state !== 'off' && this.#state !== 'failed') return;
    this.#enter('started');
    const life = this.#life;
    try {
      const manifest = await this.#effects.loadManifest(name);
      this.manifest = manifest;
      this.progress = { loadedBytes: 0, totalBytes: manifest.state.bytes };
      const { unpacked } = await this.#effects.loadState(manifest, (progress) => {
        this.progress = progress;
        this.#effects.changed();
      });
      if (life.signal.aborted) return;
      this.#enter('downloaded');
      const image = await unpacked;
      if (life.signal.aborted) return;
      this.#image = image;
      await this.#boot(manifest, image);
    } catch (error) {
      if (!life.signal.aborted) this.#fail(error);
    }
  }

  /** Back to the fresh machine, from what is in memory. */
  async reset(): Promise<void> {
    if (!this.manifest || !this.#image || this.#state === 'starting') return;
    const hasCrashed = this.#state === 'crashed';
    this.#enter('reset');
    this.#leave();
    if (hasCrashed) await this.#destroy();
    try {
      await this.#boot(this.manifest, this.#image);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Ends the machine and frees its memory. */
  async stop(): Promise<void> {
    this.#enter('stopped');
    this.#leave();
    await this.#destroy();
    this.#image = undefined;
  }

  async hide(): Promise<void> {
    if (this.#state !== 'ready') return;
    this.#enter('hidden');
    await this.#guest?.pause();
  }

  async show(): Promise<void> {
    if (this.#state !== 'paused') return;
    this.#enter('shown');
    await this.#guest?.resume();
  }

  /** The machine is known to be gone, from outside: an error of the emulator itself. */
  crash(reason: string): void {
    if (nextState(this.#state, 'crashed') !== 'crashed') return;
    this.reason = reason;
    this.#life.abort();
    this.#enter('crashed');
  }

  async #boot(manifest: MachineManifest, image: ArrayBuffer): Promise<void> {
    const { signal } = this.#life;
    this.#clock = new LabClock(this.#effects.time);
    this.world = freshWorld();
    const guest = new Guest(manifest, {
      ...{ clock: this.#clock, show: this.#effects.show, nowS: this.#effects.nowS, seed: this.#effects.seed },
      crashed: (reason) => this.crash(reason),
    });
    this.#guest = guest;
    this.#effects.clear();
    const machine = this.#machine ?? (await this.#effects.makeMachine(manifest));
    // Stopped while it was made: it is nobody's, and another one may be there by now.
    if (signal.aborted) return machine.destroy();
    this.#machine = machine;
    await machine.restore(image, guest.events);
    await guest.attach(machine, this.#effects.sizes(), signal);
    this.#enter('prompted');
  }

  #leave(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#guest?.leave();
    this.#guest = undefined;
  }

  async #destroy(): Promise<void> {
    const machine = this.#machine;
    this.#machine = undefined;
    // A machine that crashed may not be able to say goodbye.
    await machine?.destroy().catch(() => {});
  }

  #fail(error: unknown): void {
    this.reason = error instanceof Error ? error.message : String(error);
    // Starting afresh needs the unpacked state.
    this.#enter(this.#image ? 'crashed' : 'failed');
  }

  #enter(event: LabEvent): void {
    this.#state = nextState(this.#state, event);
    this.#effects.changed();
  }
}
