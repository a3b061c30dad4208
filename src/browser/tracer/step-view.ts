import { explainStep, type Language } from '../../core/netfilter/explain/explain.ts';
import type { RuleStep, Step } from '../../core/netfilter/model/trace.ts';
import { createElement, withCode } from './create-element.ts';
import { ruleWords } from './rule-text.ts';

/** A rule's text, with the conditions that failed or are open marked. */
function ruleText({ text, reasons }: RuleStep): HTMLElement {
  const code = createElement('code', { class: 'rule-text' });
  let at = 0;
  for (const { condition } of reasons) {
    const found = condition === '' ? -1 : text.indexOf(condition, at);
    if (found < 0) continue;
    code.append(...ruleWords(text.slice(at, found)), createElement('mark', {}, ...ruleWords(condition)));
    at = found + condition.length;
  }
  code.append(...ruleWords(text.slice(at)));
  return code;
}

/** What was looked at; nothing where the kernel itself acts, for the sentence below says it all. */
function headOf(step: Step): HTMLElement | null {
  if (step.kind !== 'rule' && step.kind !== 'policy') return null;
  const place = step.kind === 'rule' ? `${step.chain} ${step.rule}` : step.chain;
  return createElement(
    'span',
    { class: 'step-head' },
    createElement('span', { class: 'rule-place' }, place),
    step.kind === 'rule' ? ruleText(step) : createElement('code', { class: 'rule-text' }, step.text),
  );
}

/** The word for a step's result, as a class: `match`, `miss`, `undecided`, `policy`, `kernel`; and what it does. */
export function stepClass(step: Step): string {
  if (step.kind !== 'rule' && step.kind !== 'policy') return 'kernel';
  const stops = step.result !== 'undecided' && (step.verdict === 'DROP' || step.verdict === 'REJECT');
  const depth = step.kind === 'rule' ? ` depth-${Math.min(step.depth, 4)}` : '';
  return `${step.result}${stops ? ' stops' : ''}${depth}`;
}

/** A step as the content of its row: what was looked at, and what came of it. */
export function stepContent(step: Step, language: Language): Node[] {
  const why = createElement('span', { class: 'step-why' }, ...withCode(explainStep(step, language)));
  const head = headOf(step);
  return head ? [head, why] : [why];
}
