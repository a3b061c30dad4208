import { explainAssumption, explainOutcome, type Language } from '../../core/netfilter/explain/explain.ts';
import type { Answer, Position } from '../../core/tracer/ask-tracer.ts';
import { createButton, createElement, withCode } from './create-element.ts';
import type { Strings } from './strings.ts';

/** How a walk ended, in a sentence, what it assumed, and which packets of its connection can be looked at next. */
export function outcomeView(
  { path, position, positions }: Answer,
  strings: Strings,
  language: Language,
  follow: (position: Position) => void,
): HTMLElement {
  const { outcome, assumptions } = path;
  const sentence = createElement(
    'p',
    { class: `outcome ${outcome.verdict.toLowerCase()}` },
    createElement('strong', {}, strings.verdicts[outcome.verdict]),
    createElement('span', {}, ...withCode(explainOutcome(outcome, language))),
  );
  const box = createElement('div', { class: 'ending' }, sentence);
  if (positions.length > 1) {
    const group = createElement('div', {
      class: 'positions',
      role: 'group',
      'aria-label': strings.positionsOf,
    });
    for (const one of positions)
      group.append(
        createButton({ 'aria-pressed': String(one === position) }, [strings.positions[one]], () =>
          follow(one),
        ),
      );
    box.append(group);
  } else box.append(createElement('p', { class: 'note' }, strings.nothingFollows));
  if (assumptions.length > 0) {
    const list = createElement('ul');
    for (const assumption of assumptions)
      list.append(createElement('li', {}, ...withCode(explainAssumption(assumption, language))));
    box.append(
      createElement('details', { class: 'assumed' }, createElement('summary', {}, strings.assumed), list),
    );
  }
  return box;
}
