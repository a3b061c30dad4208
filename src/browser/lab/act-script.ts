import type { MachineName } from '../../core/lab/choose-machine.ts';
import type { LabStep } from '../../core/lab/lab-step.ts';

/** An act as the machine in the page runs it: one file per act, made at build time from its tape. */
export interface ActScript {
  /** Chapter and act: `by-hand/wire`. */
  key: string;
  title: string;
  machine: MachineName;
  /** What stands in for a Docker host on the small machine, and why; run before `setup`. */
  scenery: { commands: string[]; why: string } | null;
  /** Commands run before, off camera. */
  setup: string[];
  steps: LabStep[];
  /** A script that looks whether the machine is in the state that an exercise asks for; null for no exercise. */
  check: string | null;
}
