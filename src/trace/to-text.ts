import type { Step, Trace } from '../core/netfilter/model/trace.ts';
import {
  explainAssumption,
  explainOutcome,
  explainStep,
  type Language,
} from '../core/netfilter/explain/explain.ts';

const marks = { match: '✓', miss: '·', undecided: '?', policy: '✓' } as const;

function place(step: Step): string {
  if (step.kind === 'rule') return `${step.table} ${step.chain} ${step.rule}`;
  return step.kind === 'policy' ? `${step.table} ${step.chain} policy` : step.kind;
}

function stepLines(step: Step, language: Language, indent: string): string[] {
  const isRule = step.kind === 'rule' || step.kind === 'policy';
  const depth = step.kind === 'rule' ? '  '.repeat(step.depth) : '';
  const mark = isRule ? marks[step.result] : '→';
  const head = `${indent}  ${mark} ${depth}${place(step).padEnd(Math.max(0, 34 - depth.length))}`;
  const text = isRule ? `  ${step.text}` : `  ${explainStep(step, language)}`;
  const lines = [`${head}${text}`.trimEnd()];
  if (isRule) lines.push(`${indent}${' '.repeat(40)}${explainStep(step, language)}`);
  return lines;
}

const words = {
  zh: { matches: '若匹配', misses: '若不匹配', assumed: '假定', chance: '概率' },
  en: { matches: 'if it matches', misses: 'if it does not', assumed: 'assumed', chance: 'chance' },
} as const;

function walkLines(trace: Trace, language: Language, indent: string, before: string | null): string[] {
  const lines: string[] = [];
  let hook = before;
  for (const step of trace.steps) {
    if (step.hook !== hook) lines.push(`${indent}${step.hook}`);
    ({ hook } = step);
    lines.push(...stepLines(step, language, indent));
  }
  if (trace.outcome)
    lines.push(`${indent}${trace.outcome.verdict}: ${explainOutcome(trace.outcome, language)}`);
  const { matches, misses, chance } = words[language];
  for (const { taken, probability, trace: next } of trace.branches) {
    const odds = probability === null ? '' : ` (${chance} ${Math.round(probability * 100)} %)`;
    lines.push('', `${indent}${taken ? matches : misses}${odds}:`);
    lines.push(...walkLines(next, language, `${indent}  `, hook));
  }
  return lines;
}

/** A readable walk. */
export function toText(trace: Trace, language: Language): string {
  const lines = walkLines(trace, language, '', null);
  if (trace.branches.length > 0) lines.push('', trace.verdict);
  const assumed = trace.assumptions.map((assumption) => explainAssumption(assumption, language));
  if (assumed.length > 0) lines.push('', ...assumed.map((text) => `${words[language].assumed}: ${text}`));
  return `${lines.join('\n')}\n`;
}
