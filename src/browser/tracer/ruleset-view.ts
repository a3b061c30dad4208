import type { Chain, Rule, Ruleset, Table } from '../../core/netfilter/model/ruleset.ts';
import type { Step } from '../../core/netfilter/model/trace.ts';
import { createButton, createElement } from './create-element.ts';
import { ruleWords } from './rule-text.ts';
import type { Strings } from './strings.ts';

/** What a walk did with a line of the dump. */
type Mark = 'matched' | 'looked-at';

function marksOf(steps: readonly Step[]): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const step of steps)
    if (step.kind === 'rule' && marks.get(step.line) !== 'matched')
      marks.set(step.line, step.result === 'match' ? 'matched' : 'looked-at');
  return marks;
}

/** The whole dump by table and chain; what the walk looked at is marked. A chain's rules are drawn when it is opened. */
export class RulesetView {
  readonly element = createElement('div', { class: 'ruleset' });
  private readonly strings: Strings;
  private readonly find: (rule: Rule) => void;
  private marks = new Map<number, Mark>();
  private notes: ReadonlyMap<number, string> = new Map();
  private chains: { chain: Chain; details: HTMLDetailsElement; draw: () => void }[] = [];

  /** @param find called when the reader wants a packet that reaches a rule */
  constructor(strings: Strings, find: (rule: Rule) => void) {
    this.strings = strings;
    this.find = find;
  }

  /** Draws another ruleset, closed. */
  draw({ tables }: Ruleset): void {
    this.chains = [];
    this.notes = new Map();
    this.element.replaceChildren(...[...tables.values()].map((table) => this.tableView(table)));
  }

  /** Marks what a walk looked at. */
  show(steps: readonly Step[]): void {
    this.marks = marksOf(steps);
    this.refresh();
  }

  /** Writes a note beside rules, by the line of the dump, and opens their chains. */
  annotate(notes: ReadonlyMap<number, string>): void {
    this.notes = notes;
    for (const { chain, details } of this.chains)
      if (chain.rules.some(({ line }) => notes.has(line))) details.open = true;
    this.refresh();
  }

  private refresh(): void {
    for (const { chain, details, draw } of this.chains) {
      details.classList.toggle(
        'visited',
        chain.rules.some(({ line }) => this.marks.has(line)),
      );
      if (details.open) draw();
    }
  }

  private tableView({ name, chains }: Table): HTMLElement {
    return createElement(
      'section',
      { 'aria-label': name },
      createElement('p', { class: 'table-name' }, `*${name}`),
      ...[...chains.values()].map((chain) => this.chainView(chain)),
    );
  }

  private chainView(chain: Chain): HTMLElement {
    const list = createElement('ol', { class: 'rules' });
    const counters = chain.counters
      ? this.strings.counters(chain.counters.packets, chain.counters.bytes)
      : null;
    const details = createElement(
      'details',
      {},
      createElement(
        'summary',
        {},
        createElement('code', {}, chain.name),
        createElement(
          'span',
          { class: 'quiet' },
          [chain.policy, `${chain.rules.length}`, counters].filter(Boolean).join(' · '),
        ),
      ),
      list,
    );
    const draw = () => list.replaceChildren(...chain.rules.map((rule) => this.ruleView(rule)));
    details.addEventListener('toggle', () => {
      if (details.open) draw();
    });
    this.chains.push({ chain, details, draw });
    return details;
  }

  private ruleView(rule: Rule): HTMLElement {
    const { strings } = this;
    const mark = this.marks.get(rule.line);
    const note = this.notes.get(rule.line);
    const place = `${rule.table} ${rule.chain} ${rule.number}`;
    const item = createElement(
      'li',
      mark ? { class: mark } : {},
      createElement('code', {}, ...ruleWords(rule.text)),
    );
    if (rule.counters)
      item.append(
        createElement(
          'span',
          { class: 'quiet' },
          strings.counters(rule.counters.packets, rule.counters.bytes),
        ),
      );
    if (mark === 'matched') item.append(createElement('span', { class: 'plus' }, '+1'));
    item.append(
      createButton(
        { class: 'find', title: strings.findPacket, 'aria-label': `${strings.findShort}：${place}` },
        [strings.findShort],
        () => this.find(rule),
      ),
    );
    if (note !== undefined) item.append(createElement('p', { class: 'rule-note' }, note));
    return item;
  }
}
