import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineName, MachineTools } from '../../core/lab/choose-machine.ts';

/** What the pages need of a machine's manifest; `src/browser/lab/machine.ts` reads the rest when it runs. */
export interface BuiltMachine extends MachineTools {
  downloadBytes: number;
  docker: string | null;
}

interface Manifest {
  state: { bytes: number };
  docker: string | null;
  programs: string[];
}

const names: readonly MachineName[] = ['small', 'docker'];

function readMachine(name: MachineName): BuiltMachine[] {
  const file = join(process.cwd(), 'public', 'lab', name, 'manifest.json');
  if (!existsSync(file)) return [];
  const { state, docker, programs } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return [{ name, downloadBytes: state.bytes, docker, programs }];
}

/** The machines that this site ships: the small one is committed, the docker one is there after `npm run lab`. */
export const builtMachines: readonly BuiltMachine[] = names.flatMap(readMachine);
