import type { Language } from '../../core/netfilter/explain/explain.ts';
import type { Step } from '../../core/netfilter/model/trace.ts';
import { foldMisses, rowOfStep, type Row } from '../../core/tracer/fold-misses.ts';
import type { WalkPath } from '../../core/tracer/walk-path.ts';
import { createButton, createElement } from './create-element.ts';
import { forkView } from './fork-view.ts';
import { stepClass, stepContent } from './step-view.ts';
import type { Strings } from './strings.ts';

/** What the list asks of the walk around it. */
export interface StepListActions {
  /** The reader points at a step. */
  goTo: (step: number) => void;
  choose: (fork: number, taken: boolean) => void;
}

function stageName(step: Step, strings: Strings): string {
  if (step.kind === 'rule' || step.kind === 'policy') return `${step.hook} · ${step.table}`;
  return step.kind === 'translation' ? `${step.hook} · nat` : `${step.hook} · ${strings.kinds[step.kind]}`;
}

/** The ordered list of a walk's steps, by hook and table, runs of misses folded. */
export class StepList {
  readonly element = createElement('ol', { class: 'stages' });
  rows: Row[] = [];
  private readonly open = new Set<number>();
  private readonly buttons: HTMLElement[] = [];
  private path: WalkPath | null = null;
  private readonly strings: Strings;
  private readonly language: Language;
  private readonly actions: StepListActions;

  constructor(strings: Strings, language: Language, actions: StepListActions) {
    this.strings = strings;
    this.language = language;
    this.actions = actions;
  }

  /** Draws another walk, everything folded. */
  draw(path: WalkPath): void {
    this.path = path;
    this.open.clear();
    this.redraw();
  }

  /** Marks the row of a step as the current one. */
  show(step: number): void {
    const current = rowOfStep(this.rows, step);
    for (const [index, button] of this.buttons.entries()) {
      button.classList.toggle('past', index < current);
      if (index === current) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
  }

  /** Brings the current row into view, if the reader is looking at the list at all. */
  reveal(): void {
    const { top, bottom } = this.element.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) return;
    this.element.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  private redraw(): void {
    const { path } = this;
    if (!path) return;
    this.rows = foldMisses(path.steps, this.open);
    this.buttons.length = 0;
    const stages: { name: string; list: HTMLElement }[] = [];
    for (const row of this.rows) {
      const step = path.steps[row.from];
      if (!step) continue;
      const name = stageName(step, this.strings);
      let stage = stages.at(-1);
      if (stage?.name !== name) {
        stage = { name, list: createElement('ol', { class: 'steps' }) };
        stages.push(stage);
      }
      stage.list.append(this.rowView(row, step, path));
    }
    this.element.replaceChildren(
      ...stages.map(({ name, list }) =>
        createElement('li', { class: 'stage' }, createElement('p', { class: 'stage-name' }, name), list),
      ),
    );
  }

  private rowView(row: Row, step: Step, path: WalkPath): HTMLElement {
    const item = createElement('li');
    if (row.kind === 'misses') {
      const count = row.to - row.from + 1;
      const depth = step.kind === 'rule' ? Math.min(step.depth, 4) : 0;
      const button = createButton(
        {
          class: `step misses depth-${depth}`,
          'aria-expanded': 'false',
          title: this.strings.showMisses(count),
        },
        [this.strings.misses(count)],
        () => {
          this.open.add(row.from);
          this.redraw();
          this.actions.goTo(row.from);
          this.buttons[rowOfStep(this.rows, row.from)]?.focus();
        },
      );
      this.buttons.push(button);
      item.append(button);
      return item;
    }
    const content = stepContent(step, this.language);
    const button = createButton({ class: `step ${stepClass(step)}` }, content, () =>
      this.actions.goTo(row.to),
    );
    this.buttons.push(button);
    item.append(button);
    const fork = path.forks.findIndex(({ at }) => at === row.from);
    const at = path.forks[fork];
    if (at)
      item.append(forkView(at, this.strings, this.language, (taken) => this.actions.choose(fork, taken)));
    return item;
  }
}
