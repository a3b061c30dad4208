import type { ActScript } from '../../browser/lab/act-script.ts';
import { chooseMachine, type Choice } from '../../core/lab/choose-machine.ts';
import { labSteps } from '../../core/lab/lab-step.ts';
import type { Tape } from '../../schemas/tape.ts';
import { builtMachines, type BuiltMachine } from './machines.ts';

/** Release of an engine from its name: `docker-28` → `28`. */
function releaseOf(engine: string): string {
  return engine.replace(/^docker-/, '');
}

/** The machine that runs an act of a tape, or why none does; what the tape itself says of it goes first. */
export function choiceOf(act: string, tape: Tape, machines: readonly BuiltMachine[] = builtMachines): Choice {
  const { lab } = tape;
  if (lab && 'none' in lab) return { refusal: { kind: 'tape', why: lab.none.zh } };
  const small = machines.find(({ name }) => name === 'small');
  if (lab && small) return { machine: 'small' };
  const docker = machines.find(({ name }) => name === 'docker')?.docker ?? null;
  return chooseMachine(
    {
      steps: labSteps(act, tape.steps),
      setup: tape.setup,
      hosts: Object.keys(tape.hosts),
      daemon: tape.daemon,
      hasEngine: docker === null || tape.engines.some((engine) => docker.startsWith(`${releaseOf(engine)}.`)),
    },
    machines,
  );
}

/** An act as the machine in the page runs it; undefined where none of the site's machines can. */
export function actScript(
  chapter: string,
  act: string,
  tape: Tape,
  check: string | null,
): ActScript | undefined {
  const choice = choiceOf(act, tape);
  if (!('machine' in choice)) return undefined;
  const scenery = tape.lab && 'scenery' in tape.lab ? tape.lab : undefined;
  return {
    key: `${chapter}/${act}`,
    title: tape.title.zh,
    machine: choice.machine,
    scenery: scenery ? { commands: scenery.scenery, why: scenery.why.zh } : null,
    setup: scenery?.replaces === 'setup' ? [] : tape.setup,
    steps: labSteps(act, tape.steps),
    check,
  };
}

/** Whether an act would run in the page if the site had the docker machine. */
export function needsDockerMachine(act: string, tape: Tape): boolean {
  const choice = choiceOf(act, tape);
  if ('machine' in choice) return choice.machine === 'docker';
  return choice.refusal.kind === 'programs' && choice.refusal.programs.includes('docker');
}
