import { stripAnsi } from '../../core/ansi.ts';
import type { LabStep } from '../../core/lab/lab-step.ts';
import { statusAtPrompt, untilPrompt } from '../../core/shell-marks.ts';
import { enterShell } from './enter-shell.ts';
import { LabFailure } from './failure.ts';
import type { LabTerminal } from './lab-terminal.ts';
import { typeCommand, type Typist } from './type-command.ts';

/** What running a step needs from around it. */
export interface Stage extends Typist {
  /** The terminal of a place, brought to the front. */
  terminalOf: (host: string, terminal: string | null) => LabTerminal;
  /** Runs a script off camera, on a host. */
  exec: (
    script: string,
    options: { host?: string; timeoutS?: number },
  ) => Promise<{ status: number; output: string }>;
  /** How much more time a command has than its tape says: an emulated machine is slow. */
  patience: number;
}

export interface StepResult {
  /** Null while it is left running, or while the shell that it opened stands. */
  status: number | null;
  output: string;
  /** The patterns of the tape that its output does not match. */
  missing: string[];
}

const readyIntervalMs = 200;
const promptTimeoutS = 20;

function missingOf(output: string, patterns: readonly string[]): string[] {
  const text = stripAnsi(output);
  return patterns.filter((pattern) => !new RegExp(pattern, 'm').test(text));
}

/** Waits until whole lines match each pattern, or the command ends. */
async function awaitOutput(stage: Stage, terminal: LabTerminal, from: number, step: LabStep): Promise<void> {
  const timeoutS = step.timeoutS * stage.patience;
  for (const pattern of step.expect) {
    const regexp = new RegExp(pattern, 'm');
    const isMet = () => {
      const text = terminal.since(from);
      if (statusAtPrompt(text) !== undefined) return true;
      return regexp.test(stripAnsi(text.slice(0, text.lastIndexOf('\n') + 1)));
    };
    await terminal.waitFor({ what: `/${pattern}/`, isMet, timeoutS, signal: stage.signal });
  }
}

async function awaitReady(stage: Stage, command: string, step: LabStep): Promise<void> {
  const attempts = (step.timeoutS * stage.patience * 1000) / readyIntervalMs;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (stage.signal.aborted) return;
    const { status } = await stage.exec(command, { host: step.host, timeoutS: 10 });
    if (status === 0) return;
    await stage.clock.sleep(readyIntervalMs);
  }
  throw new LabFailure('timeout', command);
}

async function finish(stage: Stage, terminal: LabTerminal, from: number, lastEnter: number, step: LabStep) {
  const ended = () => statusAtPrompt(terminal.since(lastEnter));
  const isMet = () => ended() !== undefined;
  await terminal.waitFor({
    what: step.run,
    isMet,
    timeoutS: step.timeoutS * stage.patience,
    signal: stage.signal,
  });
  const output = untilPrompt(terminal.since(from), lastEnter - from);
  return { status: ended() ?? null, output, missing: missingOf(output, step.expect) };
}

/** Where the output of each background command begins, by its terminal. */
const left = new WeakMap<LabTerminal, number>();

/** Whether a background command of an act still runs in a terminal. */
export function isLeftRunning(terminal: LabTerminal): boolean {
  return left.has(terminal);
}

async function resume(stage: Stage, step: LabStep): Promise<StepResult> {
  const terminal = stage.terminalOf(step.host, step.terminal);
  const from = left.get(terminal) ?? terminal.end;
  left.delete(terminal);
  if (step.press === 'ctrl-c') {
    await awaitOutput(stage, terminal, from, step);
    terminal.type('\x03');
  }
  return finish(stage, terminal, from, from, step);
}

/**
 * Does one step as a person would: at the right terminal, key by key, and waits for what shows that it is over.
 * @throws LabFailure
 */
export async function runStep(stage: Stage, step: LabStep): Promise<StepResult> {
  if (step.kind === 'resume') return resume(stage, step);
  const terminal = stage.terminalOf(step.host, step.terminal);
  await terminal
    .waitFor({
      what: 'a prompt',
      isMet: () => terminal.isIdle,
      timeoutS: promptTimeoutS,
      signal: stage.signal,
    })
    .catch((error: unknown) => {
      const isBusy = error instanceof LabFailure && error.kind === 'timeout';
      throw isBusy ? new LabFailure('busy', terminal.lastSeen(0)) : error;
    });
  const from = await typeCommand(terminal, step.run, stage);
  if (step.kind === 'exit') {
    terminal.shells.pop();
    return finish(stage, terminal, from, from, { ...step, expect: [] });
  }
  if (step.background) {
    await awaitOutput(stage, terminal, from, step);
    if (step.background.ready) await awaitReady(stage, step.background.ready, step);
    left.set(terminal, from);
    return {
      status: null,
      output: terminal.since(from),
      missing: missingOf(terminal.since(from), step.expect),
    };
  }
  if (step.opens) {
    await enterShell(terminal, from, step.timeoutS * stage.patience, stage.signal);
    terminal.shells.push(step.id);
    return { status: null, output: '', missing: [] };
  }
  return finish(stage, terminal, from, from, step);
}
