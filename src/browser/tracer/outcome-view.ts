import { explainAssumption, explainOutcome, type Language } from '../../core/netfilter/explain/explain.ts';
import type { Answer, Position } from '../../core/tracer/ask-tracer.ts';
import { createButton, createElement, withCode } from './create-element.ts';
import type { Strings } from './strings.ts';

/** How a walk ended: the verdict as a label, and the sentence without the word that the label says already. */
export function outcomeSentence(answer: Answer, strings: Strings, language: Language): Node {
  const { outcome, forks } = answer.path;
  const verdict = forks.length > 0 ? answer.verdict : outcome.verdict;
  const label = strings.verdicts[verdict];
  const text = explainOutcome(outcome, language);
  const rest = text.startsWith(label) ? text.slice(label.length).replace(/^[：:]\s*/, '') : text;
  const sentence = createElement(
    'p',
    { class: `outcome ${verdict.toLowerCase()}` },
    createElement('strong', {}, label),
    createElement('span', {}, ...withCode(rest)),
  );
  if (forks.length > 0)
    sentence.append(createElement('span', { class: 'depends' }, strings.depends(forks.length)));
  return sentence;
}

/** What a walk assumed, and which packets of its connection can be looked at next. */
export function endingView(
  answer: Answer,
  strings: Strings,
  language: Language,
  follow: (position: Position) => void,
): HTMLElement {
  const { position, positions } = answer;
  const { assumptions } = answer.path;
  const box = createElement('div', { class: 'ending' });
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
