import { timedOut } from '../../core/machine/control.ts';
import { LabFailure } from './failure.ts';
import type { Guest } from './guest.ts';

export interface Verdict {
  isDone: boolean;
  /** What is missing, in one sentence; empty when it is done. */
  hint: string;
}

/** A check runs several programs one after the other, on a machine that may be much slower than ours. */
const timeoutS = 180;

/**
 * Asks an exercise's script whether the machine is in the state that the exercise wants; what programs complain about
 * on the way is nobody's hint.
 * @throws LabFailure `timeout` when the script did not come to an end: then nothing is known
 */
export async function runCheck(guest: Pick<Guest, 'exec'>, check: string): Promise<Verdict> {
  const { status, output } = await guest.exec(`exec 2> /dev/null\n${check}`, { timeoutS });
  if (status === timedOut) throw new LabFailure('timeout', `${timeoutS} s`);
  return { isDone: status === 0, hint: output.trim() };
}
