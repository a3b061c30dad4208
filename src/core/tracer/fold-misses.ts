import type { Step } from '../netfilter/model/trace.ts';

/** A row of the list of steps: one step, or a run of rules that did not match. */
export type Row =
  | { kind: 'step'; from: number; to: number }
  /** Steps `from` to `to`, both included. */
  | { kind: 'misses'; from: number; to: number };

/** Shorter runs are not worth hiding. */
const shortestRun = 2;

/** So many rules of an opened run are shown at a time. */
const mostAtOnce = 200;

function isMiss(step: Step | undefined): boolean {
  return step?.kind === 'rule' && step.result === 'miss';
}

function sameChain(a: Step | undefined, b: Step | undefined): boolean {
  return (
    a?.kind === 'rule' &&
    b?.kind === 'rule' &&
    a.table === b.table &&
    a.chain === b.chain &&
    a.hook === b.hook
  );
}

function pushRun(rows: Row[], from: number, to: number, open: ReadonlySet<number>): void {
  if (to - from + 1 < shortestRun || open.has(from)) {
    const end = Math.min(to, from + mostAtOnce - 1);
    for (let at = from; at <= end; at++) rows.push({ kind: 'step', from: at, to: at });
    if (end < to) pushRun(rows, end + 1, to, open);
  } else rows.push({ kind: 'misses', from, to });
}

/**
 * Folds runs of rules of one chain that did not match into one row each.
 * @param open first steps of the runs that stay unfolded
 */
export function foldMisses(steps: readonly Step[], open: ReadonlySet<number> = new Set()): Row[] {
  const rows: Row[] = [];
  for (let from = 0; from < steps.length;) {
    let to = from;
    while (isMiss(steps[from]) && isMiss(steps[to + 1]) && sameChain(steps[from], steps[to + 1])) to++;
    pushRun(rows, from, to, open);
    from = to + 1;
  }
  return rows;
}

/** The row that shows a step; the last one for a step beyond the end. */
export function rowOfStep(rows: readonly Row[], step: number): number {
  const found = rows.findIndex(({ to }) => step <= to);
  return found < 0 ? rows.length - 1 : found;
}
