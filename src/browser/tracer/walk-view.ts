import { explainStep, type Language } from '../../core/netfilter/explain/explain.ts';
import { rowOfStep } from '../../core/tracer/fold-misses.ts';
import { nodeOfStep } from '../../core/tracer/diagram-route.ts';
import type { Answer, Position } from '../../core/tracer/ask-tracer.ts';
import type { WalkPath } from '../../core/tracer/walk-path.ts';
import { createElement, withCode } from './create-element.ts';
import { DiagramView } from './diagram-view.ts';
import { endingView, outcomeSentence } from './outcome-view.ts';
import { packetView } from './packet-view.ts';
import { PlayerBar } from './player-bar.ts';
import { StepList } from './step-list.ts';
import type { Strings } from './strings.ts';

/** What a walk on the page asks of who shows it. */
export interface WalkActions {
  /** Another way at a fork of the path shown. */
  choose: (fork: number, taken: boolean, path: WalkPath) => void;
  follow: (position: Position) => void;
  stepped: (step: number) => void;
}

const playIntervalMs = 1200;

/** A walk that the reader goes through: diagram, list of steps, the packet at each, and the end. */
export class WalkView {
  readonly element: HTMLElement;
  private readonly diagram: DiagramView;
  private readonly list: StepList;
  private readonly bar: PlayerBar;
  private readonly verdict = createElement('div', { 'aria-live': 'polite' });
  private readonly ending = createElement('div');
  private readonly now = createElement('div', { class: 'now' });
  private readonly said = createElement('p', { class: 'said', 'aria-live': 'polite' });
  private readonly packet = createElement('div', { class: 'packet-box' });
  private readonly strings: Strings;
  private readonly language: Language;
  private readonly actions: WalkActions;
  private answer: Answer | null = null;
  private step = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(strings: Strings, language: Language, actions: WalkActions) {
    this.strings = strings;
    this.language = language;
    this.actions = actions;
    this.diagram = new DiagramView(strings, (node) => this.goToNode(node));
    this.list = new StepList(strings, language, {
      goTo: (step) => this.goTo(step),
      choose: (fork, taken) => {
        if (this.answer) actions.choose(fork, taken, this.answer.path);
      },
    });
    this.bar = new PlayerBar(strings, {
      first: () => this.goToRow(0),
      previous: () => this.move(-1),
      next: () => this.move(1),
      last: () => this.goToRow(Infinity),
      toggle: () => this.toggle(),
      seek: (row) => this.goToRow(row),
    });
    this.now.append(this.bar.element, this.said, this.packet);
    const keys = createElement('p', { class: 'note keys' }, strings.keys);
    this.element = createElement(
      'div',
      { class: 'walk', role: 'group', tabindex: 0, 'aria-label': strings.walk },
      this.verdict,
      this.ending,
      createElement(
        'div',
        { class: 'walk-columns' },
        createElement('div', { class: 'walk-diagram' }, this.diagram.element, keys),
        createElement('div', { class: 'walk-steps' }, this.now, this.list.element),
      ),
    );
    this.element.addEventListener('keydown', (event) => this.press(event));
  }

  /** Shows another answer, at one of its steps. */
  draw(answer: Answer, step: number): void {
    this.stop();
    this.answer = answer;
    const { strings, language } = this;
    const hadFocus = this.ending.contains(document.activeElement);
    this.verdict.replaceChildren(outcomeSentence(answer, strings, language));
    this.ending.replaceChildren(endingView(answer, strings, language, this.actions.follow));
    if (hadFocus) this.ending.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    this.list.draw(answer.path);
    this.goTo(step, false);
  }

  /** Stops playing. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private get row(): number {
    return rowOfStep(this.list.rows, this.step);
  }

  private goToRow(row: number): void {
    const { rows } = this.list;
    const target = rows[Math.min(Math.max(0, row), rows.length - 1)];
    if (target) this.goTo(target.to);
  }

  private goToNode(node: string): void {
    const step = this.answer?.path.steps.findIndex((one) => nodeOfStep(one) === node) ?? -1;
    if (step >= 0) this.goTo(step);
  }

  private move(by: number): void {
    this.goToRow(this.row + by);
  }

  private goTo(step: number, isAsked = true): void {
    const { answer, strings, language } = this;
    if (!answer) return;
    const { steps, outcome } = answer.path;
    this.step = Math.min(Math.max(0, step), Math.max(0, steps.length - 1));
    const { rows } = this.list;
    const { row } = this;
    const at = rows[row];
    const current = steps[this.step];
    this.diagram.show(answer.path, this.step);
    this.list.show(this.step);
    this.bar.show(Math.max(0, row), rows.length, this.timer !== undefined);
    const packet = current?.packet ?? outcome.packet;
    this.packet.replaceChildren(packetView(packet, steps[this.step - 1]?.packet ?? null, strings));
    if (!current || !at) this.said.textContent = strings.untouched;
    else {
      const place = strings.stepOf(row + 1, rows.length);
      const what =
        at.kind === 'misses' ? strings.misses(at.to - at.from + 1) : explainStep(current, language);
      this.said.replaceChildren(createElement('span', { class: 'sr-only' }, `${place}：`), ...withCode(what));
    }
    if (!isAsked) return;
    this.list.reveal();
    this.actions.stepped(this.step);
  }

  private toggle(): void {
    if (this.timer !== undefined) {
      this.stop();
      this.goTo(this.step, false);
      return;
    }
    if (this.row >= this.list.rows.length - 1) this.goToRow(0);
    this.timer = setInterval(() => {
      if (!this.element.isConnected) return this.stop();
      if (this.row >= this.list.rows.length - 2) this.stop();
      this.move(1);
    }, playIntervalMs);
    this.goTo(this.step, false);
  }

  private press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, select, textarea, summary')) return;
    // A button is pressed with the space bar.
    if (event.key === ' ' && target.closest('button')) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.move(-1),
      ArrowRight: () => this.move(1),
      Home: () => this.goToRow(0),
      End: () => this.goToRow(Infinity),
      ' ': () => this.toggle(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
