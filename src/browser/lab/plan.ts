import type { LabStep } from '../../core/lab/lab-step.ts';

/** The ids of the commands whose shells must stand open for a step, outermost first. */
export function shellsOf(steps: readonly LabStep[], step: LabStep): string[] {
  const open: string[] = [];
  for (const one of steps) {
    if (one === step) break;
    if (one.host !== step.host || one.terminal !== step.terminal) continue;
    if (one.kind === 'exit') open.pop();
    else if (one.opens) open.push(one.id);
  }
  return open;
}

/** The commands in front of a step that were not run yet. */
export function missingBefore(
  steps: readonly LabStep[],
  step: LabStep,
  done: ReadonlySet<string>,
): LabStep[] {
  return steps.slice(0, steps.indexOf(step)).filter(({ kind, id }) => kind === 'run' && !done.has(id));
}

/**
 * What to type so that a step runs where it should: shells that it is not typed in are left, those that it is typed in
 * are opened.
 */
export function planStep(steps: readonly LabStep[], step: LabStep, open: readonly string[]): LabStep[] {
  const wanted = shellsOf(steps, step);
  let shared = 0;
  while (shared < open.length && shared < wanted.length && open[shared] === wanted[shared]) shared += 1;
  const leave: LabStep = {
    ...step,
    ...{ id: `${step.id}-leave`, kind: 'exit', run: 'exit', opens: false, background: null },
  };
  const byId = new Map(steps.map((one) => [one.id, one]));
  return [
    ...open.slice(shared).map(() => leave),
    ...wanted.slice(shared).flatMap((id) => byId.get(id) ?? []),
    step,
  ];
}

/** The steps right behind one that see a background command to its end. */
export function resumesAfter(steps: readonly LabStep[], step: LabStep): LabStep[] {
  const behind = steps.slice(steps.indexOf(step) + 1);
  const end = behind.findIndex(({ kind }) => kind !== 'resume');
  return end < 0 ? behind : behind.slice(0, end);
}
