import { tellTime } from '../../core/machine/control.ts';
import { lastPrompt, statusAtPrompt } from '../../core/shell-marks.ts';
import { ControlChannel, type Answer } from './control-channel.ts';
import { LabFailure } from './failure.ts';
import type { LabClock } from './lab-clock.ts';
import { LabTerminal } from './lab-terminal.ts';
import type { Machine, MachineEvents, MachineManifest, Size } from './machine.ts';

/** What a guest asks of the page. */
export interface GuestEffects {
  clock: LabClock;
  /** Draws what a terminal printed. */
  show: (port: number, data: string) => void;
  /** Told when the machine gives up or does not answer any more. */
  crashed: (reason: string) => void;
  /** Seconds since the epoch. */
  nowS: () => number;
  /** 64 hex digits that nobody can guess. */
  seed: () => string;
}

/** The guest is asked this often whether it lives, and has so long for the answer. */
const heartbeatEveryS = 5;
const heartbeatS = 10;

const promptTimeoutS = 60;

/** The restored shell draws its line anew for the new size: what is shown is one prompt on an empty screen. */
async function freshPrompt(terminal: LabTerminal, signal: AbortSignal): Promise<void> {
  const restore = terminal.divert();
  try {
    const from = terminal.end;
    terminal.type('\r');
    // The line drawn anew has no status in front of it; the answer to Enter has.
    const isMet = () => statusAtPrompt(terminal.since(from)) !== undefined;
    await terminal.waitFor({ what: 'a prompt', isMet, timeoutS: promptTimeoutS, signal });
  } finally {
    restore();
  }
  terminal.draw(lastPrompt(terminal.since(0)));
}

const quotedForShell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A running machine as the lab speaks to it: its terminals, and scripts out of their sight. */
export class Guest {
  readonly terminals = new Map<number, LabTerminal>();
  readonly #manifest: MachineManifest;
  readonly #effects: GuestEffects;
  readonly #control: ControlChannel;
  readonly #decoders = new Map<number, TextDecoder>();
  readonly #encoder = new TextEncoder();
  #machine: Machine | undefined;
  #isGone = false;

  constructor(manifest: MachineManifest, effects: GuestEffects) {
    this.#manifest = manifest;
    this.#effects = effects;
    this.#control = new ControlChannel(
      (bytes) => this.#machine?.send(manifest.controlPort, bytes),
      effects.clock,
    );
    for (const { port } of manifest.terminals) {
      this.#decoders.set(port, new TextDecoder());
      const send = (keys: string) => this.#machine?.send(port, this.#encoder.encode(keys));
      const show = (data: string) => effects.show(port, data);
      this.terminals.set(port, new LabTerminal({ send, show, clock: effects.clock }));
    }
  }

  /** To be handed to the machine that is started for this guest. */
  get events(): MachineEvents {
    return {
      received: (port, bytes) => {
        if (port === this.#manifest.controlPort) this.#control.receive(bytes);
        else
          this.terminals.get(port)?.receive(this.#decoders.get(port)?.decode(bytes, { stream: true }) ?? '');
      },
      panicked: (message) => this.#crash(message),
    };
  }

  /**
   * Takes over a machine that was just restored. When it has the sizes, the clock, fresh random numbers and a prompt on
   * the first terminal, it is the reader's.
   */
  async attach(machine: Machine, sizes: ReadonlyMap<number, Size>, signal: AbortSignal): Promise<void> {
    this.#machine = machine;
    for (const [port, size] of sizes) machine.resize(port, size);
    const toldTime = this.tellTime();
    const prompts = [...this.terminals.values()].map((terminal) => freshPrompt(terminal, signal));
    await Promise.all([toldTime, prompts[0]]);
    void Promise.all(prompts).catch(() => {});
    this.#listen();
  }

  /** Sets the clock, and seeds the kernel's random numbers. */
  async tellTime(): Promise<void> {
    await this.exec(tellTime(this.#effects.nowS(), this.#effects.seed()));
  }

  /** Runs a script off camera, on the Docker host or another. */
  exec(script: string, { host = 'host', timeoutS = 30 } = {}): Promise<Answer> {
    const text = host === 'host' ? script : `ip netns exec ${host} bash -c ${quotedForShell(script)}`;
    return this.#control.exec(text, timeoutS).catch((error: unknown) => {
      if (error instanceof LabFailure && error.kind === 'timeout') this.#crash('no answer');
      throw error;
    });
  }

  resize(port: number, size: Size): void {
    this.#machine?.resize(port, size);
  }

  async pause(): Promise<void> {
    this.#effects.clock.pause();
    await this.#machine?.pause();
  }

  async resume(): Promise<void> {
    await this.#machine?.resume();
    this.#effects.clock.resume();
    if (!this.#isGone) await this.tellTime();
  }

  /** The machine is gone, or somebody else's. */
  leave(): void {
    this.#isGone = true;
    this.#control.close();
    this.#machine = undefined;
  }

  #listen(): void {
    this.#effects.clock.after(heartbeatEveryS * 1000, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    if (this.#isGone) return;
    try {
      // A script that runs is a sign of life; its own time limit ends it.
      if (!this.#control.isBusy) await this.exec(':', { timeoutS: heartbeatS });
      this.#listen();
    } catch {
      // It is known to be gone.
    }
  }

  #crash(reason: string): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#control.close();
    this.#effects.crashed(reason);
  }
}
