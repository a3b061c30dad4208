import type { Rule } from '../../core/netfilter/model/ruleset.ts';
import type { Step } from '../../core/netfilter/model/trace.ts';
import { unreachableRules } from '../../core/netfilter/reach/unreachable-rules.ts';
import { createButton, createElement } from './create-element.ts';
import { findPacket } from './find-packet.ts';
import type { Machine } from './machine.ts';
import { RulesetView } from './ruleset-view.ts';
import type { Strings } from './strings.ts';

const place = ({ table, chain, number }: Rule) => `${table} ${chain} ${number}`;

/** The whole ruleset, folded away, with what can be asked of its rules. */
export class RulesetSection {
  readonly element: HTMLElement;
  private readonly view: RulesetView;
  private readonly status = createElement('p', { class: 'status', role: 'status' });
  private readonly strings: Strings;
  private readonly ask: (packet: string) => void;
  private machine: Machine | null = null;

  /** @param ask called with a packet that the reader wanted found */
  constructor(strings: Strings, ask: (packet: string) => void) {
    this.strings = strings;
    this.ask = ask;
    this.view = new RulesetView(strings, (rule) => void this.find(rule));
    const button = createButton({}, [strings.unreachable], () => this.showUnreachable());
    this.element = createElement(
      'details',
      { class: 'whole-ruleset' },
      createElement('summary', {}, strings.wholeRuleset),
      createElement('div', { class: 'send' }, button, this.status),
      this.view.element,
    );
  }

  /** Shows a machine's ruleset, and marks what a walk looked at. */
  show(machine: Machine, steps: readonly Step[]): void {
    if (machine !== this.machine) {
      this.machine = machine;
      this.status.textContent = '';
      this.view.draw(machine.ruleset);
    }
    this.view.show(steps);
  }

  private showUnreachable(): void {
    const { machine, strings } = this;
    if (!machine) return;
    const found = unreachableRules(machine.ruleset);
    this.status.textContent =
      found.length === 0 ? strings.allReachable : strings.unreachableCount(found.length);
    this.view.annotate(
      new Map(
        found.map(({ rule, because }) => [
          rule.line,
          because ? strings.shutOffBy(because.number) : strings.noJump(rule.chain),
        ]),
      ),
    );
  }

  private async find(rule: Rule): Promise<void> {
    const { machine, strings } = this;
    if (!machine) return;
    this.status.textContent = strings.searching;
    try {
      const found = await findPacket({ rules: machine.dump, network: machine.network, line: rule.line });
      if (this.machine !== machine) return;
      if (found?.packet) {
        this.ask(found.packet);
        this.status.textContent = (found.isLater ? strings.foundLater : strings.found)(
          place(rule),
          found.packet,
        );
      } else this.status.textContent = found ? strings.noPacket(place(rule)) : strings.searchTooLong;
    } catch (error) {
      this.status.textContent = strings.loadFailed;
      console.warn(error);
    }
  }
}
