import type { LabStep } from '../../core/lab/lab-step.ts';
import type { ActScript } from './act-script.ts';
import { cancelled, LabFailure } from './failure.ts';
import type { LabTerminal } from './lab-terminal.ts';
import { missingBefore, planStep, resumesAfter } from './plan.ts';
import { isLeftRunning, runStep, type Stage, type StepResult } from './run-step.ts';
import type { LabSession } from './session.ts';
import { portOf, terminalAt } from './stage.ts';
import { freshWorld } from './world.ts';

/** Questions that only the reader can answer. */
export interface Question {
  kind: 'leftovers' | 'skipped' | 'again';
  /** The act whose traces are in the machine, or how many commands were left out. */
  title: string;
  count: number;
}

export type Reply = 'reset' | 'continue' | 'cancel';

/** What running an act tells and asks of the page. */
export interface RunnerEffects {
  ask: (question: Question) => Promise<Reply>;
  /** The commands that were run before, unseen, and why. */
  prepared: (commands: string[], why: string) => void;
  stepStarted: (act: ActScript, step: LabStep, port: number) => void;
  stepEnded: (act: ActScript, step: LabStep, result: StepResult) => void;
  keyDelayMs: number;
}

/** How much more time than on the recording machine a command may take. */
const patience = 4;
const setupTimeoutS = 120;

/** Runs acts, or single commands of them, in a session's machine; one thing at a time. */
export class ActRunner {
  readonly #session: LabSession;
  readonly #effects: RunnerEffects;
  #abort: AbortController | undefined;

  constructor(session: LabSession, effects: RunnerEffects) {
    this.#session = session;
    this.#effects = effects;
  }

  get isRunning(): boolean {
    return this.#abort !== undefined;
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** Runs what was not run yet of an act, from its beginning. @throws LabFailure */
  async runAct(act: ActScript): Promise<void> {
    await this.#alone(async (signal) => {
      await this.#enterAct(act, signal);
      const { done } = this.#session.world;
      if (act.steps.every(({ kind, id }) => kind !== 'run' || done.has(id))) {
        await this.#ask({ kind: 'again', title: act.title, count: 0 });
        await this.#startOver(act, signal);
      }
      for (const step of act.steps) await this.#runUndone(act, step, signal);
    });
  }

  /** Runs one command of an act, after what it builds on. @throws LabFailure */
  async runCommand(act: ActScript, id: string): Promise<void> {
    const step = act.steps.find((one) => one.id === id);
    if (!step) throw new LabFailure('unsupported', `${act.key} has no command ${id}`);
    await this.#alone(async (signal) => {
      await this.#enterAct(act, signal);
      const missing = missingBefore(act.steps, step, this.#session.world.done);
      const isAll =
        missing.length > 0 &&
        (await this.#ask({ kind: 'skipped', title: act.title, count: missing.length })) === 'reset';
      const end = act.steps.indexOf(step);
      const first = isAll ? act.steps.indexOf(missing[0] ?? step) : end;
      for (const one of act.steps.slice(first, end)) await this.#runUndone(act, one, signal);
      await this.#runPlan(act, step, signal);
      for (const one of resumesAfter(act.steps, step)) await this.#runUndone(act, one, signal);
    });
  }

  /** Makes the machine ready for an act's first command, on a fresh one. @throws LabFailure */
  async prepare(act: ActScript): Promise<void> {
    await this.#alone((signal) => this.#startOver(act, signal));
  }

  async #alone(action: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#abort) throw new LabFailure('busy', 'something else is being run');
    const abort = new AbortController();
    this.#abort = abort;
    try {
      await action(abort.signal);
    } finally {
      this.#abort = undefined;
    }
  }

  async #ask(question: Question): Promise<Reply> {
    const reply = await this.#effects.ask(question);
    if (reply === 'cancel') throw cancelled();
    return reply;
  }

  /** Whatever another act left in the machine is not mixed in unasked. */
  async #enterAct(act: ActScript, signal: AbortSignal): Promise<void> {
    const { world } = this.#session;
    if (world.act === act.key) return;
    if (world.isTouched) {
      const reply = await this.#ask({ kind: 'leftovers', title: world.title, count: 0 });
      if (reply === 'reset') return this.#startOver(act, signal);
    }
    await this.#setUp(act, signal);
  }

  async #startOver(act: ActScript, signal: AbortSignal): Promise<void> {
    if (this.#session.world.isTouched) await this.#session.reset();
    await this.#setUp(act, signal);
  }

  async #setUp(act: ActScript, signal: AbortSignal): Promise<void> {
    const world = { ...freshWorld(), act: act.key, title: act.title, isTouched: true };
    this.#session.world = world;
    const scenery = act.scenery?.commands ?? [];
    for (const command of [...scenery, ...act.setup]) {
      if (signal.aborted) throw cancelled();
      const { status, output } = await this.#session.guest.exec(command, { timeoutS: setupTimeoutS });
      if (status !== 0) throw new LabFailure('differs', `${command}\n${output}`.trim());
    }
    if (scenery.length + act.setup.length > 0) {
      this.#effects.prepared([...scenery, ...act.setup], act.scenery?.why ?? '');
    }
  }

  async #runUndone(act: ActScript, step: LabStep, signal: AbortSignal): Promise<void> {
    if (this.#session.world.done.has(step.id)) return;
    if (step.kind === 'run') return this.#runPlan(act, step, signal);
    const terminal = this.#terminalOf(step);
    const isThere = step.kind === 'exit' ? terminal.shells.length === step.depth : isLeftRunning(terminal);
    if (isThere) await this.#runOne(act, step, signal);
  }

  #terminalOf({ host, terminal }: Pick<LabStep, 'host' | 'terminal'>): LabTerminal {
    const { manifest, guest } = this.#session;
    if (!manifest) throw cancelled();
    return terminalAt(guest, portOf(manifest, host, terminal));
  }

  /** The terminal's open shells decide what must be typed around a command. */
  async #runPlan(act: ActScript, step: LabStep, signal: AbortSignal): Promise<void> {
    const { shells } = this.#terminalOf(step);
    for (const one of planStep(act.steps, step, shells)) await this.#runOne(act, one, signal);
  }

  async #runOne(act: ActScript, step: LabStep, signal: AbortSignal): Promise<void> {
    const { manifest, world } = this.#session;
    if (!manifest) throw cancelled();
    const port = portOf(manifest, step.host, step.terminal);
    this.#effects.stepStarted(act, step, port);
    const result = await runStep(this.#stage(AbortSignal.any([signal, this.#session.signal])), step);
    world.done.add(step.id);
    this.#effects.stepEnded(act, step, result);
    if (step.kind !== 'exit' && result.status !== null && result.status !== step.exit) {
      throw new LabFailure('differs', `${step.run}\n${result.status} ≠ ${step.exit}`);
    }
  }

  #stage(signal: AbortSignal): Stage {
    const session = this.#session;
    return {
      ...{ clock: session.clock, keyDelayMs: this.#effects.keyDelayMs, signal, patience },
      terminalOf: (host, terminal) => this.#terminalOf({ host, terminal }),
      exec: (script, options) => session.guest.exec(script, options),
    };
  }
}
