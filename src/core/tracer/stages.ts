import type { Change, Hook, RuleStep, Step, Verdict } from '../netfilter/model/trace.ts';

/** What one table did at one hook, or what the kernel did between: a station of a walk. */
export interface Stage {
  /** `PREROUTING nat`, `PREROUTING routing`: where in the walk, the same on every engine. */
  place: string;
  hook: Hook;
  /** The table, or the kind of a step that belongs to none. */
  what: string;
  /** First and last step, both included. */
  from: number;
  to: number;
  /** What it did to the packet, in a form that can be compared. */
  effect: string;
  /** The rule that decided, `-A CHAIN …`; null where none did. */
  rule: string | null;
  verdict: Verdict | null;
  changes: readonly Change[];
}

function placeOf(step: Step): { place: string; what: string } {
  const what = step.kind === 'rule' || step.kind === 'policy' ? step.table : step.kind;
  // A stored translation is what the nat table would have done.
  return { place: `${step.hook} ${what === 'translation' ? 'nat' : what}`, what };
}

function deciderOf(steps: readonly Step[]): RuleStep | null {
  const last = steps.at(-1);
  if (last?.kind === 'rule' && last.result !== 'miss') {
    const ends = last.verdict === 'ACCEPT' || last.verdict === 'DROP' || last.verdict === 'REJECT';
    if (ends || last.result === 'undecided') return last;
  }
  return null;
}

function changesOf(step: Step): readonly Change[] {
  return step.kind === 'rule' || step.kind === 'translation' ? step.changes : [];
}

function effectOf(steps: readonly Step[]): string {
  const words = steps.flatMap(changesOf).map(({ field, to }) => `${field}=${to ?? ''}`);
  const last = steps.at(-1);
  if (last?.kind === 'routing') words.push(last.decision, last.out ?? '');
  if (last?.kind === 'conntrack') words.push(last.state, last.direction);
  if (last?.kind === 'bridge') words.push(last.bridge, String(last.seen));
  if (last?.kind === 'rule' || last?.kind === 'policy') {
    const stops = last.verdict === 'DROP' || last.verdict === 'REJECT';
    words.push(last.result === 'undecided' ? 'undecided' : stops ? (last.verdict ?? '') : 'passes');
  }
  return words.join(' ');
}

/** Groups the steps of a walk by hook and table, in order. */
export function stagesOf(steps: readonly Step[]): Stage[] {
  const groups: { place: string; what: string; from: number; to: number }[] = [];
  for (const [index, step] of steps.entries()) {
    const { place, what } = placeOf(step);
    const last = groups.at(-1);
    if (last?.place === place) last.to = index;
    else groups.push({ place, what, from: index, to: index });
  }
  return groups.map(({ place, what, from, to }) => {
    const own = steps.slice(from, to + 1);
    const decider = deciderOf(own);
    const last = own.at(-1);
    return {
      place,
      what,
      from,
      to,
      hook: own[0]?.hook ?? 'PREROUTING',
      effect: effectOf(own),
      rule: decider && `-A ${decider.chain} ${decider.text}`,
      verdict: last?.kind === 'rule' || last?.kind === 'policy' ? last.verdict : null,
      changes: own.flatMap(changesOf),
    };
  });
}
