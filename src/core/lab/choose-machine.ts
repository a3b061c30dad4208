import type { LabStep } from './lab-step.ts';
import { programsOf } from './programs.ts';

export type MachineName = 'small' | 'docker';

/** What is known of a machine that a page can run. */
export interface MachineTools {
  name: MachineName;
  /** The names of the programs on its PATH. */
  programs: readonly string[];
}

/** What decides where an act runs. */
export interface ActNeeds {
  steps: readonly LabStep[];
  setup: readonly string[];
  /** Further hosts of the tape. */
  hosts: readonly string[];
  /** Further arguments of its dockerd. */
  daemon: readonly string[];
  /** Whether one of its engines is the release that the docker machine has. */
  hasEngine: boolean;
}

export type Refusal =
  | { kind: 'hosts' }
  | { kind: 'terminals' }
  | { kind: 'daemon' }
  | { kind: 'engine' }
  /** The tape itself says why. */
  | { kind: 'tape'; why: string }
  | { kind: 'programs'; programs: string[] };

export type Choice = { machine: MachineName } | { refusal: Refusal };

/** The terminals of both machines: two on the Docker host, one on the host outside (`src/lab/guest/init.sh`). */
const terminals: Readonly<Record<string, number>> = { host: 2, outside: 1 };

/** Chains that only a Docker daemon makes (moby, `daemon/libnetwork/drivers/bridge`). */
const dockerChain = /\bDOCKER(?:-[A-Z0-9-]+)?\b/;

/** The commands typed at a prompt of the machine itself, not of a container. */
function hostCommands({ steps, setup }: ActNeeds): string[] {
  return [
    ...setup,
    ...steps.flatMap(({ kind, depth, run, background }) => [
      ...(kind === 'run' && depth === 0 ? [run] : []),
      ...(background?.ready ? [background.ready] : []),
    ]),
  ];
}

/** Whether an act needs a Docker daemon: it calls docker, looks for its processes, or uses its chains. */
export function needsDocker(needs: ActNeeds): boolean {
  const isChain = [...needs.setup, ...needs.steps.flatMap(({ run, expect }) => [run, ...expect])];
  return (
    isChain.some((text) => dockerChain.test(text)) ||
    hostCommands(needs).some((text) => /\bdocker(?:d|-proxy)?\b/.test(text) && !/docker0?\.[a-z]/.test(text))
  );
}

function missingPrograms(needs: ActNeeds, { programs }: MachineTools): string[] {
  const there = new Set(programs);
  return programsOf(...hostCommands(needs)).filter((program) => !there.has(program));
}

/**
 * The machine that can run an act: the small one where it is enough, else the docker one; or why none can. An act
 * that needs no daemon runs on the small machine whatever arguments its dockerd had.
 */
export function chooseMachine(needs: ActNeeds, machines: readonly MachineTools[]): Choice {
  if (needs.hosts.length > 0) return { refusal: { kind: 'hosts' } };
  const seats = new Set(needs.steps.map(({ host, terminal }) => JSON.stringify([host, terminal])));
  const tooMany = Object.entries(terminals).some(
    ([host, count]) => [...seats].filter((seat) => (JSON.parse(seat) as string[])[0] === host).length > count,
  );
  if (tooMany) return { refusal: { kind: 'terminals' } };
  const docker = needsDocker(needs);
  if (docker && needs.daemon.length > 0) return { refusal: { kind: 'daemon' } };
  if (docker && !needs.hasEngine) return { refusal: { kind: 'engine' } };
  let missing: string[] = [];
  for (const machine of machines) {
    if (docker && machine.name === 'small') continue;
    missing = missingPrograms(needs, machine);
    if (missing.length === 0) return { machine: machine.name };
  }
  return { refusal: { kind: 'programs', programs: docker && missing.length === 0 ? ['docker'] : missing } };
}
