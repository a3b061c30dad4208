import type { Step } from '../netfilter/model/trace.ts';

/** Whether a step settled something: it rewrote the packet, chose its way, or ended a table by a rule. */
export function isKeyStep(step: Step): boolean {
  switch (step.kind) {
    case 'rule':
      return (
        step.result === 'undecided' ||
        step.changes.length > 0 ||
        (step.result === 'match' && step.verdict !== 'JUMP' && step.verdict !== 'CONTINUE')
      );
    case 'policy':
      return step.verdict !== 'ACCEPT';
    case 'conntrack':
      return step.state !== 'NEW';
    default:
      return true;
  }
}
