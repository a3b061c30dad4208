import { builtMachines } from '../../src/components/lab/machines.ts';
import type { MachineName } from '../../src/core/lab/choose-machine.ts';

/** The small machine is committed; with DOCKER_MACHINE=required the docker one must be there too: it fails, never skips. */
export const machinesToTest: readonly MachineName[] =
  process.env.DOCKER_MACHINE === 'required'
    ? ['small', 'docker']
    : [...new Set<MachineName>(['small', ...builtMachines.map(({ name }) => name)])];
