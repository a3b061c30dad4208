import type { MachineName } from '../../core/lab/choose-machine.ts';
import { siteRoot } from '../page/site-root.ts';
import { emptyState, packMachine, writeHash } from '../tracer/url-state.ts';
import { makeAbout } from './about-view.ts';
import type { ActScript } from './act-script.ts';
import { ActRunner, type Question, type Reply } from './act-runner.ts';
import { whyNot } from './can-run.ts';
import { isDownloaded, loadManifest } from './download.ts';
import { keepDisk } from './disk-files.ts';
import { cancelled, LabFailure } from './failure.ts';
import { realTime } from './lab-clock.ts';
import { stateText } from './lab-state-text.ts';
import { loadAct } from './load-act.ts';
import { makeButton } from './make-element.ts';
import { markStep } from './mark-step.ts';
import { Panel } from './panel.ts';
import { readKernelTrace, readRules } from './rules.ts';
import { runCheck } from './run-check.ts';
import { LabSession } from './session.ts';
import { makeProgressCard, makeStartCard } from './start-card.ts';
import { stayOnPage } from './stay-on-page.ts';
import { strings } from './strings.ts';
import { sayTask } from './task.ts';
import { freshSeed, loadInPage, machineBase, makeInPage } from './start-in-page.ts';

/** The lab as the page's buttons use it: one panel, one machine, one thing run at a time. */
export class Lab {
  readonly session: LabSession;
  readonly #panel: Panel;
  readonly #runner: ActRunner;
  readonly #progress = makeProgressCard();
  #isStaying = false;

  constructor(place: HTMLElement) {
    this.#panel = new Panel({
      typed: (port, keys) => this.#typed(port, keys),
      resized: (port, size) => this.session.state === 'ready' && this.session.guest.resize(port, size),
      reset: () => void this.#reset(),
      stop: () => void this.#stop(),
      hide: () => this.#panel.place(false),
      about: () => this.#showAbout(),
      traceRules: () => void this.#traceRules(),
      traceKernel: () => void this.#traceKernel(),
    });
    this.session = new LabSession({
      time: realTime,
      loadManifest: (name) => loadManifest(machineBase(name)),
      loadState: loadInPage,
      makeMachine: makeInPage,
      sizes: () => this.#panel.sizes(),
      clear: () => this.#panel.clear(),
      show: (port, data) => this.#panel.views.get(port)?.write(data),
      changed: () => this.#changed(),
      nowS: () => Date.now() / 1000,
      seed: freshSeed,
    });
    this.#runner = new ActRunner(this.session, {
      ask: (question) => this.#ask(question),
      prepared: (commands, why) =>
        this.#panel.notice.say(
          `${strings.prepared(commands.length)}${why === '' ? '' : `：${why}`}`,
          commands.join('\n'),
        ),
      stepStarted: (act, step, port) => {
        this.#panel.bringForward(port);
        this.#panel.front.scrollToEnd();
        markStep(act, step, 'running');
      },
      stepEnded: (act, step, result) => markStep(act, step, result.status === null ? 'open' : 'done'),
      keyDelayMs: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 12,
    });
    place.append(this.#panel.element);
    this.#panel.setRunning(false);
    document.addEventListener(
      'visibilitychange',
      () => void (document.hidden ? this.session.hide() : this.session.show()),
    );
    // An error inside the emulator ends its loop; nobody else throws from there.
    window.addEventListener('error', ({ error }) => {
      if (error instanceof WebAssembly.RuntimeError) this.session.crash(error.message);
    });
  }

  /** Shows the panel with the machine that the site always has. */
  async show(name: MachineName = 'small'): Promise<void> {
    await this.#guarded(() => this.#ensure(name));
    this.#panel.front.focus();
  }

  async runAct(key: string): Promise<void> {
    const act = await loadAct(key);
    await this.#run(act, () => this.#runner.runAct(act));
  }

  async runCommand(key: string, id: string): Promise<void> {
    const act = await loadAct(key);
    await this.#run(act, () => this.#runner.runCommand(act, id));
  }

  /** A fresh machine with what an exercise starts from. */
  async startTask(key: string): Promise<void> {
    const act = await loadAct(key);
    await this.#guarded(async () => {
      await this.#ensure(act.machine);
      await this.#runner.prepare(act);
      sayTask(key, 'said', strings.taskStarted);
      this.#panel.front.focus();
    });
  }

  /** Looks at the machine's state, not at what was typed. */
  async checkTask(key: string, button: HTMLElement): Promise<void> {
    const act = await loadAct(key);
    if (this.session.state !== 'ready' || act.check === null) return sayTask(key, 'said', strings.taskOff);
    button.ariaBusy = 'true';
    try {
      const { isDone, hint } = await runCheck(this.session.guest, act.check);
      if (isDone) sayTask(key, 'done', strings.taskDone);
      else sayTask(key, 'missing', `${strings.taskMissing}${hint}`);
    } catch (error) {
      if (!(error instanceof LabFailure)) throw error;
      // A machine that is gone says so itself.
      sayTask(key, 'said', error.kind === 'timeout' ? strings.taskTimeout : strings.taskOff);
    } finally {
      button.ariaBusy = null;
    }
  }

  async #run(act: ActScript, action: () => Promise<void>): Promise<void> {
    await this.#guarded(async () => {
      await this.#ensure(act.machine);
      this.#panel.notice.say(strings.running(act.title), '', [
        makeButton(strings.cancel, () => this.#cancel()),
      ]);
      await action();
      this.#panel.notice.say(strings.finished(act.title));
    });
  }

  /** Opens the panel, and has the wanted machine run in it, asking first for a download. */
  async #ensure(name: MachineName): Promise<void> {
    this.#panel.place(true);
    const { session } = this;
    if (session.state === 'ready' && session.manifest?.machine === name) return;
    if (session.state === 'paused') await session.show();
    if (session.state === 'ready' && session.manifest?.machine !== name) {
      const isSwitch = await this.#panel.notice.ask(
        strings.other(strings.machine[name]),
        [
          { text: strings.otherSwitch, value: true },
          { text: strings.never, value: false },
        ],
        false,
      );
      if (!isSwitch) throw cancelled();
      await session.stop();
    }
    await this.#start(name);
    if (session.state !== 'ready') throw new LabFailure('cancelled', session.reason);
  }

  async #start(name: MachineName): Promise<void> {
    const base = machineBase(name);
    const manifest = await loadManifest(base);
    const reason = whyNot(manifest.memoryBytes);
    if (reason !== undefined) {
      this.#panel.notice.say(reason);
      throw cancelled();
    }
    const isHere = await isDownloaded(manifest, base);
    if (!isHere) {
      await new Promise<void>((resolve) => this.#panel.showCard(makeStartCard(manifest, isHere, resolve)));
    }
    this.#panel.prepareTerminals(manifest);
    await this.session.start(name);
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#sayFailure(error);
    }
  }

  #sayFailure(error: unknown): void {
    const failure = error instanceof LabFailure ? error : new LabFailure('unsupported', String(error));
    // What the state says already is not said twice.
    if (failure.kind === 'cancelled' && (this.session.state !== 'ready' || this.#panel.notice.element.hidden))
      return;
    this.#panel.notice.say(
      strings.failures[failure.kind],
      failure.kind === 'cancelled' ? '' : failure.message,
    );
    if (!(error instanceof LabFailure)) console.error(error);
  }

  async #ask({ kind, title, count }: Question): Promise<Reply> {
    const choices = {
      leftovers: [strings.leftoversReset, strings.leftoversContinue],
      skipped: [strings.skippedAll, strings.skippedOnly],
      again: [strings.againReset],
    }[kind];
    const questions = {
      leftovers: strings.leftovers(title),
      skipped: strings.skipped(count),
      again: strings.again,
    };
    const replies: Reply[] = ['reset', 'continue'];
    return this.#panel.notice.ask<Reply>(
      questions[kind],
      [
        ...choices.map((text, index) => ({ text, value: replies[index] ?? 'reset' })),
        { text: strings.never, value: 'cancel' },
      ],
      'cancel',
    );
  }

  #typed(port: number, keys: string): void {
    if (this.session.state !== 'ready') return;
    // What the terminal answers to a program's query goes through; the reader's keys wait while commands are typed.
    const isReply = /^\x1b\[[\d;?]*[Rc]$/.test(keys);
    if (this.#runner.isRunning && !isReply) {
      if (keys === '\x03') this.#cancel();
      return;
    }
    if (keys.includes('\r')) this.session.world.isTouched = true;
    this.session.guest.terminals.get(port)?.type(keys);
  }

  #cancel(): void {
    this.#runner.cancel();
    if (this.session.state === 'ready') this.session.guest.terminals.get(this.#panel.frontPort)?.type('\x03');
  }

  async #reset(): Promise<void> {
    this.#runner.cancel();
    this.#panel.notice.clear();
    await this.session.reset();
    this.#panel.front.focus();
  }

  async #stop(): Promise<void> {
    this.#runner.cancel();
    this.#panel.notice.clear();
    await this.session.stop();
    this.#panel.place(false);
  }

  #showAbout(): void {
    const { manifest } = this.session;
    if (!manifest) return;
    const about = makeAbout(manifest);
    about.prepend(makeButton(strings.back, () => this.#panel.showCard(undefined), 'primary'));
    this.#panel.showCard(about);
  }

  async #traceRules(): Promise<void> {
    await this.#guarded(async () => {
      const own = await readRules(this.session.guest);
      const link = document.createElement('a');
      link.href = new URL(
        `tracer/#${writeHash({ ...emptyState, own }, await packMachine(own))}`,
        siteRoot(),
      ).href;
      document.body.append(link);
      link.click();
      link.remove();
    });
  }

  async #traceKernel(): Promise<void> {
    await this.#guarded(async () => {
      const trace = await readKernelTrace(this.session.guest, () =>
        this.#panel.notice.say(strings.traceBusy),
      );
      this.#panel.notice.say(trace === '' ? strings.traceNothing : strings.traceKernel, trace);
    });
  }

  #changed(): void {
    const { session } = this;
    const { state } = session;
    this.#panel.element.dataset.state = state;
    this.#panel.state.textContent = stateText(session);
    this.#panel.setRunning(state === 'ready');
    if (state === 'downloading' || state === 'starting') {
      this.#progress.update(stateText(session), session.progress.loadedBytes, session.progress.totalBytes);
      if (state === 'downloading') this.#panel.showCard(this.#progress.element);
      else this.#panel.showCard(undefined);
    }
    if (state === 'ready' && !this.#isStaying) {
      this.#isStaying = true;
      if (session.manifest)
        void keepDisk(session.manifest, machineBase(session.manifest.machine), session.signal);
      stayOnPage(() => this.session.state === 'ready' || this.session.state === 'paused');
    }
    if (state === 'crashed') {
      const isHung = session.reason === 'no answer';
      this.#panel.notice.say(isHung ? strings.hung : strings.crashed, session.reason, [
        makeButton(strings.restart, () => void this.#reset(), 'primary'),
      ]);
    }
    if (state === 'failed') {
      const name = session.manifest?.machine ?? 'small';
      this.#panel.showCard(undefined);
      this.#panel.notice.say(strings.failures.offline, session.reason, [
        makeButton(strings.retry, () => void this.show(name), 'primary'),
      ]);
    }
  }
}
