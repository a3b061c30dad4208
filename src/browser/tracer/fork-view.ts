import { explainOutcome, type Language } from '../../core/netfilter/explain/explain.ts';
import type { Trace } from '../../core/netfilter/model/trace.ts';
import type { Fork } from '../../core/tracer/walk-path.ts';
import { createElement, withCode } from './create-element.ts';
import type { Strings } from './strings.ts';

function endOf(trace: Trace, strings: Strings, language: Language): string {
  return trace.outcome ? explainOutcome(trace.outcome, language) : strings.verdicts[trace.verdict];
}

let made = 0;

/** A switch between the two ways to go on from an undecided rule, each with its chance and its end. */
export function forkView(
  { branches, chosen }: Fork,
  strings: Strings,
  language: Language,
  choose: (taken: boolean) => void,
): HTMLElement {
  const name = `fork-${made++}`;
  const box = createElement(
    'fieldset',
    { class: 'fork' },
    createElement('legend', {}, strings.undecidedHead),
  );
  for (const [index, { taken, probability, trace }] of branches.entries()) {
    const input = createElement('input', { type: 'radio', name, checked: index === chosen });
    input.addEventListener('change', () => choose(taken));
    const chance = probability === null ? '' : ` · ${strings.chance(Math.round(probability * 100))}`;
    box.append(
      createElement(
        'label',
        { class: trace.verdict.toLowerCase() },
        input,
        createElement('strong', {}, `${taken ? strings.taken : strings.notTaken}${chance}`),
        createElement('span', {}, ...withCode(endOf(trace, strings, language))),
      ),
    );
  }
  return box;
}
