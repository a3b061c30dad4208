import type { Change, Unknown, Verdict } from '../model/trace.ts';
import type { WalkState } from '../walk/walk-state.ts';

/** What a rule's target does to a packet that matched. */
export interface Effect {
  verdict: Verdict;
  /** The chain of a JUMP or GOTO. */
  chain?: string;
  /** `--reject-with` of a REJECT. */
  rejectWith?: string;
  /** It changes neither the packet nor its way: whether the rule matched makes no difference. */
  pure: boolean;
  /** What happens next is not in the ruleset. */
  unknown?: Unknown;
  run?: (state: WalkState) => Change[];
}
