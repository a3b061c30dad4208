import type { Guest } from './guest.ts';

export interface Verdict {
  isDone: boolean;
  /** What is missing, in one sentence; empty when it is done. */
  hint: string;
}

const timeoutS = 60;

/** Asks an exercise's script whether the machine is in the state that the exercise wants; what programs complain about on the way is nobody's hint. */
export async function runCheck(guest: Guest, check: string): Promise<Verdict> {
  const { status, output } = await guest.exec(`exec 2> /dev/null\n${check}`, { timeoutS });
  return { isDone: status === 0, hint: output.trim() };
}
