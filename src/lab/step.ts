import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildingPath, cacheFolder, sweepFolder } from '../debian/cache-folder.ts';

/** Tells what is going on, in a few words. */
export type Say = (text: string) => void;

/** One step of building a machine: a folder in the cache, named for what it is made from. */
export interface Step {
  name: string;
  /** Everything the result depends on: texts of scripts, settings, the keys of earlier steps. */
  inputs: readonly unknown[];
  /** Fills the folder. */
  build: (folder: string, say: Say) => Promise<void>;
}

/** The short hash of a step's inputs. */
export function stepKey({ name, inputs }: Pick<Step, 'name' | 'inputs'>): string {
  return createHash('sha256')
    .update(JSON.stringify([name, inputs]))
    .digest('hex')
    .slice(0, 12);
}

function labFolder(env?: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), 'lab');
}

/** Where a step's result lies; it exists only when it is whole. */
export function stepFolder(step: Pick<Step, 'name' | 'inputs'>, env?: NodeJS.ProcessEnv): string {
  return join(labFolder(env), `${step.name}-${stepKey(step)}`);
}

/**
 * The result of a step, from the cache or built now. An interrupted build leaves nothing that is taken for a
 * whole one: the next run does this step again, and takes the earlier ones from the cache.
 */
export async function ensureStep(step: Step, say: Say, rebuild = false): Promise<string> {
  const folder = stepFolder(step);
  if (rebuild) rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder)) return folder;
  const building = buildingPath(folder);
  mkdirSync(building, { recursive: true });
  try {
    await step.build(building, say);
    renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return folder;
}

/** Removes half-built results whose builder is gone, and results that none of the steps would use. */
export function sweepSteps(steps: readonly Step[], env?: NodeJS.ProcessEnv): string[] {
  const current = new Set(steps.map((step) => basename(stepFolder(step, env))));
  return sweepFolder(labFolder(env), (name) => current.has(name));
}
