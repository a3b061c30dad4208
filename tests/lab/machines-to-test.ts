import { builtMachines } from '../../src/components/lab/machines.ts';
import type { MachineName } from '../../src/core/lab/choose-machine.ts';

/** The small machine is committed; under CI the docker one must be there too: a missing machine fails, never skips. */
export const machinesToTest: readonly MachineName[] = process.env.CI
  ? ['small', 'docker']
  : [...new Set<MachineName>(['small', ...builtMachines.map(({ name }) => name)])];
