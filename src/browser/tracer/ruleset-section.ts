import type { Language } from '../../core/netfilter/explain/explain.ts';
import type { Step } from '../../core/netfilter/model/trace.ts';
import { createElement } from './create-element.ts';
import type { Machine } from './machine.ts';
import { RulesetView } from './ruleset-view.ts';
import type { Strings } from './strings.ts';

/** The whole ruleset, folded away, with what can be asked of its rules. */
export class RulesetSection {
  readonly element: HTMLElement;
  private readonly view: RulesetView;

  constructor(strings: Strings, _language: Language, _ask: (packet: string) => void) {
    this.view = new RulesetView(strings, () => undefined);
    this.element = createElement(
      'details',
      { class: 'whole-ruleset' },
      createElement('summary', {}, strings.wholeRuleset),
      this.view.element,
    );
  }

  draw(machine: Machine): void {
    this.view.draw(machine.ruleset);
  }

  show(steps: readonly Step[]): void {
    this.view.show(steps);
  }
}
