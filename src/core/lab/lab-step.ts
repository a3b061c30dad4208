/** One thing done in the machine: a command typed, a shell left, or a background command seen to its end. */
export interface LabStep {
  /** The anchor of the command on the page, as in the recording. */
  id: string;
  kind: 'run' | 'exit' | 'resume';
  run: string;
  host: string;
  terminal: string | null;
  /** How many shells that earlier commands opened it is typed in. */
  depth: number;
  /** Whether it opens a shell that later steps are typed in. */
  opens: boolean;
  /** The exit status that the tape expects of it. */
  exit: number;
  expect: string[];
  timeoutS: number;
  /** Left running; `ready` is asked until it succeeds, off camera. */
  background: { ready: string | null } | null;
  /** A key that ends a background command. */
  press: 'ctrl-c' | null;
}

/** What is read of a step of a tape; `src/schemas/tape.ts` describes each key. */
interface TapeStep {
  run?: string;
  resume?: string;
  id?: string | undefined;
  on?: string;
  terminal?: string | undefined;
  background?: boolean;
  ready?: string | undefined;
  press?: 'ctrl-c' | undefined;
  inside?: TapeStep[] | undefined;
  exit: number;
  expect: string[];
  timeoutS: number;
}

interface Place {
  host: string;
  terminal: string | null;
}

/**
 * The steps of a tape in one row, with the ids that its recording gives them (`recorder/run/run-steps.ts`): a test
 * compares the two.
 */
export function labSteps(act: string, steps: readonly TapeStep[]): LabStep[] {
  const result: LabStep[] = [];
  const left = new Map<string, LabStep>();
  let count = 0;
  const freeId = (kind: LabStep['kind'], id: string | undefined): string => {
    if (kind === 'run') count += 1;
    if (id !== undefined) return id;
    const first = kind === 'run' ? `${act}-${count}` : `${act}-${count}-${kind}`;
    let candidate = first;
    for (let next = 2; result.some((step) => step.id === candidate); next++) candidate = `${first}-${next}`;
    return candidate;
  };
  const add = (kind: LabStep['kind'], step: TapeStep, place: Place, depth: number, run: string): LabStep => {
    const { exit, expect, timeoutS } = step;
    const added: LabStep = {
      ...{ id: freeId(kind, step.id), kind, run, host: place.host, terminal: place.terminal, depth },
      ...{ opens: kind === 'run' && step.inside !== undefined, exit, expect, timeoutS },
      background: step.background ? { ready: step.ready ?? null } : null,
      press: step.press ?? null,
    };
    result.push(added);
    return added;
  };
  const type = (step: TapeStep, place: Place, depth: number): void => {
    const added = add('run', step, place, depth, step.run ?? '');
    if (added.background) left.set(step.terminal ?? place.host, added);
    if (!step.inside) return;
    for (const next of step.inside) type(next, place, depth + 1);
    add('exit', { ...step, id: undefined, background: false }, place, depth + 1, 'exit');
  };
  for (const step of steps) {
    if (step.resume === undefined)
      type(step, { host: step.on ?? 'host', terminal: step.terminal ?? null }, 0);
    else {
      const command = left.get(step.resume);
      left.delete(step.resume);
      add('resume', step, command ?? { host: step.resume, terminal: null }, 0, command?.run ?? '');
    }
  }
  return result;
}
