import { labSteps } from '../../../../src/core/lab/lab-step.ts';
import type { ActScript } from '../../../../src/browser/lab/act-script.ts';
import { ActRunner, type Question, type Reply as Answer } from '../../../../src/browser/lab/act-runner.ts';
import { realTime } from '../../../../src/browser/lab/lab-clock.ts';
import { LabSession } from '../../../../src/browser/lab/session.ts';
import { tape } from '../../../../src/schemas/tape.ts';
import { FakeMachine, manifest, type Reply } from './fake-machine.ts';

/** A session and a runner over a fake machine, and what they told. */
export function makeLab(
  reply: Reply = () => ({}),
  answers: Answer[] = [],
  unpack = () => Promise.resolve(new ArrayBuffer(4)),
  /** Runs while a machine is made. */
  meanwhile = () => Promise.resolve(),
) {
  const machines: FakeMachine[] = [];
  const told = { questions: [] as Question[], prepared: [] as string[], ended: [] as string[], shown: '' };
  const session = new LabSession({
    time: realTime,
    loadManifest: () => Promise.resolve(manifest),
    loadState: (_, progress) => {
      progress({ loadedBytes: 4, totalBytes: 4 });
      return Promise.resolve({ unpacked: unpack() });
    },
    makeMachine: async () => {
      const machine = new FakeMachine(reply);
      machines.push(machine);
      await meanwhile();
      return machine;
    },
    sizes: () => new Map([[0, { cols: 80, rows: 24 }]]),
    clear: () => (told.shown = ''),
    show: (_, data) => (told.shown += data),
    changed: () => {},
    nowS: () => 1_700_000_000,
    seed: () => 'ab',
  });
  const runner = new ActRunner(session, {
    ask: (question) => {
      told.questions.push(question);
      return Promise.resolve(answers.shift() ?? 'cancel');
    },
    prepared: (commands) => told.prepared.push(...commands),
    stepStarted: () => {},
    stepEnded: (_, step, result) => told.ended.push(`${step.id} ${result.status}`),
    keyDelayMs: 0,
  });
  return { session, runner, machines, told, machine: () => machines[machines.length - 1] as FakeMachine };
}

/** An act from what a tape says. */
export function makeAct(key: string, steps: unknown[], setup: string[] = []): ActScript {
  const parsed = tape.parse({ title: { zh: key }, steps, setup });
  return {
    ...{ key, title: key, machine: 'small', scenery: null, setup, check: null },
    steps: labSteps(key.split('/')[1] ?? key, parsed.steps),
  };
}
