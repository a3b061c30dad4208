import { stripAnsi } from '../../core/ansi.ts';
import type { RecordedCommand } from '../../schemas/recording.ts';
import type { CommandStep, InsideStep, ResumeStep, Step } from '../../schemas/tape.ts';
import { Failure, messageOf } from '../../debian/failure.ts';
import { statusAtPrompt, untilPrompt } from '../../core/shell-marks.ts';
import type { Terminal } from '../shell/terminal.ts';
import { enterInside } from './enter-inside.ts';
import type { Stage } from './stage.ts';
import { typeCommand } from './type-command.ts';

type Path = (string | number)[];

/** What a run of steps needs from around it. */
export interface Surroundings {
  act: string;
  stage: Stage;
  /** Takes the captures of a step. */
  takeCaptures: (captures: Readonly<Record<string, string>>) => Promise<void>;
  /** Resolves once a command, asked again and again on a host, off camera, succeeds. */
  waitUntil: (command: string, host: string, timeoutS: number) => Promise<void>;
  /** Names a step in a message: file, line and path. */
  describe: (path: Path) => string;
  /** Told before each command. */
  onCommand?: (run: string) => void;
}

/** Where a shell is: its terminal's place, and the commands that opened the shells around it. */
interface Place {
  host: string;
  terminal: string | null;
  inside: string[];
}

interface Outcome {
  exit: number;
  expect: string[];
  timeoutS: number;
}

/** Runs the steps of a tape on a stage and tells what each command came to. */
export class StepRunner {
  readonly commands: RecordedCommand[] = [];
  readonly #around: Surroundings;
  readonly #left = new Map<
    string,
    { command: RecordedCommand; terminal: Terminal; from: number; place: Place }
  >();
  #count = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** @throws Failure that names the step, what was expected and what came */
  async run(steps: readonly Step[]): Promise<void> {
    for (const [index, step] of steps.entries()) {
      const path = ['steps', index];
      await this.#located(path, () => ('resume' in step ? this.#resume(step) : this.#runOnHost(step, path)));
    }
  }

  async #located<T>(path: Path, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof Located) throw error;
      throw new Located(`${this.#around.describe(path)}: ${messageOf(error)}`, { cause: error });
    }
  }

  async #runOnHost(step: CommandStep, path: Path): Promise<void> {
    const place: Place = { host: step.on, terminal: step.terminal ?? null, inside: [] };
    const terminal = await this.#around.stage.bringForward(place.host, place.terminal);
    await this.#runStep(step, place, terminal, path);
  }

  async #runStep(
    step: CommandStep | InsideStep,
    place: Place,
    terminal: Terminal,
    path: Path,
  ): Promise<void> {
    const command = this.#begin('run', step.run, place, step.id);
    command.volatile = step.volatile;
    const from = await typeCommand(this.#around.stage, terminal, step.run);
    this.#around.stage.idle = false;
    if ('background' in step && step.background) {
      const hasEcho = () => terminal.text.includes('\n', from);
      await terminal.waitFor('the echo of Enter', hasEcho, step.timeoutS, from);
      await this.#awaitOutput(terminal, from, step);
      if (step.ready) await this.#around.waitUntil(step.ready, step.on, step.timeoutS);
      this.#around.stage.clock.hold();
      this.#left.set(step.terminal ?? step.on, { command, terminal, from, place });
      return;
    }
    const left = step.inside ? await this.#runInside(step, place, terminal, from, path) : undefined;
    await this.#finish(command, terminal, { from, lastEnter: left?.lastEnter ?? from }, step);
    if (left) left.leave.exit = command.exit;
    if (step.capture) await this.#around.takeCaptures(step.capture);
  }

  async #runInside(
    step: CommandStep | InsideStep,
    place: Place,
    terminal: Terminal,
    from: number,
    path: Path,
  ): Promise<{ leave: RecordedCommand; lastEnter: number }> {
    const { stage } = this.#around;
    await enterInside(stage, terminal, from, step.timeoutS);
    const inner = { ...place, inside: [...place.inside, step.run] };
    for (const [index, next] of (step.inside ?? []).entries()) {
      const nextPath = [...path, 'inside', index];
      await this.#located(nextPath, () => this.#runStep(next, inner, terminal, nextPath));
    }
    const leave = this.#begin('exit', 'exit', inner);
    return { leave, lastEnter: await typeCommand(stage, terminal, 'exit') };
  }

  async #resume(step: ResumeStep): Promise<void> {
    const { stage } = this.#around;
    const left = this.#left.get(step.resume);
    if (!left) {
      const names = [...this.#left.keys()];
      throw new Failure(
        `no command is running in ${step.resume}; ${names.length > 0 ? `running: ${names.join(', ')}` : 'nothing is in the background'}`,
      );
    }
    this.#left.delete(step.resume);
    const command = this.#begin('resume', left.command.run, left.place);
    command.volatile = step.volatile;
    await stage.bringForward(left.place.host, left.place.terminal);
    stage.clock.run();
    const pattern = { ...step, exit: 0 };
    if (step.press === 'ctrl-c') {
      await this.#awaitOutput(left.terminal, left.from, pattern);
      left.terminal.write('\x03');
    }
    await this.#finish(command, left.terminal, { from: left.from, lastEnter: left.from }, step);
    left.command.exit = command.exit;
    if (step.capture) await this.#around.takeCaptures(step.capture);
  }

  #begin(kind: RecordedCommand['kind'], run: string, place: Place, id?: string): RecordedCommand {
    if (kind === 'run') this.#count += 1;
    const command: RecordedCommand = {
      id: id ?? this.#freeId(kind),
      kind,
      run,
      host: place.host,
      terminal: place.terminal,
      inside: place.inside,
      exit: null,
      volatile: false,
    };
    this.commands.push(command);
    this.#around.onCommand?.(run);
    this.#around.stage.mark(run);
    return command;
  }

  /** Two shells left in a row, or two commands seen again, stand after the same typed command. */
  #freeId(kind: RecordedCommand['kind']): string {
    const number = `${this.#around.act}-${this.#count}`;
    const first = kind === 'run' ? number : `${number}-${kind}`;
    const taken = new Set(this.commands.map((command) => command.id));
    let candidate = first;
    for (let next = 2; taken.has(candidate); next++) candidate = `${first}-${next}`;
    return candidate;
  }

  async #awaitOutput(terminal: Terminal, from: number, { expect, timeoutS }: Outcome): Promise<void> {
    for (const pattern of expect) {
      const regexp = new RegExp(pattern, 'm');
      const isMet = () => {
        const text = terminal.text.slice(from);
        const status = statusAtPrompt(text);
        if (status !== undefined) return true;
        // Only whole lines count: the rest of a line may come later, and the recording would differ.
        return regexp.test(stripAnsi(text.slice(0, text.lastIndexOf('\n') + 1)));
      };
      await terminal.waitFor(`output that matches /${pattern}/`, isMet, timeoutS, from);
      assertMatches(terminal.text.slice(from), [pattern]);
    }
  }

  /** `from` is where the output begins; `lastEnter` lies behind the prompts of the shells it opened. */
  async #finish(
    command: RecordedCommand,
    terminal: Terminal,
    { from, lastEnter }: { from: number; lastEnter: number },
    outcome: Outcome,
  ): Promise<void> {
    const { stage } = this.#around;
    const status = () => statusAtPrompt(terminal.text.slice(lastEnter));
    await terminal.waitFor('the command to end', () => status() !== undefined, outcome.timeoutS, from);
    stage.clock.hold();
    stage.idle = true;
    command.exit = status() ?? null;
    const output = untilPrompt(terminal.text.slice(from), lastEnter - from);
    if (command.exit !== outcome.exit) {
      throw new Failure(
        `\`${command.run}\` ended with status ${command.exit}, expected ${outcome.exit}; it said:\n${tail(output)}`,
      );
    }
    assertMatches(output, outcome.expect);
  }
}

class Located extends Failure {}

/** The end of an output, for messages; the recorder's own command is not shown. */
function tail(output: string): string {
  const shown = stripAnsi(output).replaceAll(/ PS1=\$'.*'/g, '');
  return shown.trim().split('\n').slice(-12).join('\n') || '(nothing)';
}

/** @throws Failure with the first pattern that matches nowhere in the output */
function assertMatches(output: string, patterns: readonly string[]): void {
  const text = stripAnsi(output);
  for (const pattern of patterns) {
    if (new RegExp(pattern, 'm').test(text)) continue;
    throw new Failure(`the output does not match /${pattern}/; it was:\n${tail(output)}`);
  }
}
