import type { Assumption, Branch, Outcome, RuleStep, Step, Trace } from '../netfilter/model/trace.ts';

/** An undecided rule on the way, and which of its two branches this path takes. */
export interface Fork {
  /** Index of the undecided step in the path. */
  at: number;
  step: RuleStep;
  branches: readonly Branch[];
  /** Index in `branches`. */
  chosen: number;
}

/** One way through a trace: its steps in a row, the forks on it, and how it ends. */
export interface WalkPath {
  steps: readonly Step[];
  forks: readonly Fork[];
  outcome: Outcome;
  assumptions: readonly Assumption[];
}

/** The branch shown unless the reader chooses: the likelier one, and the rule not matching where nobody knows. */
function likelier(branches: readonly Branch[]): number {
  const chances = branches.map(({ probability, taken }) => probability ?? (taken ? 0.4 : 0.6));
  return chances.indexOf(Math.max(...chances));
}

/**
 * Follows one way through a trace.
 * @param choices at each fork in turn, whether its rule is taken to match; the likelier where it says nothing
 */
export function followPath(trace: Trace, choices: readonly boolean[]): WalkPath {
  const steps: Step[] = [];
  const forks: Fork[] = [];
  let current = trace;
  for (;;) {
    steps.push(...current.steps);
    if (current.outcome) return { steps, forks, outcome: current.outcome, assumptions: current.assumptions };
    const { branches } = current;
    const wanted = choices[forks.length];
    const found = branches.findIndex(({ taken }) => taken === wanted);
    const chosen = found < 0 ? likelier(branches) : found;
    const at = steps.length - 1;
    const step = steps[at];
    const next = branches[chosen];
    if (!next || step?.kind !== 'rule')
      throw new Error('a trace without an outcome has branches after a rule');
    forks.push({ at, step, branches, chosen });
    current = next.trace;
  }
}

/** The choices that lead along a path up to a fork, and there the other way. */
export function chooseAt({ forks }: WalkPath, fork: number, taken: boolean): boolean[] {
  return [...forks.slice(0, fork).map(({ branches, chosen }) => branches[chosen]?.taken ?? false), taken];
}
