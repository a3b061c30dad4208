import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { cacheFolder, sweepFolder } from '../../debian/cache-folder.ts';
import { imagesRecipe } from '../../debian/local-images.ts';
import type { EngineName } from '../../schemas/engine.ts';
import { engines, sharedPackages } from './engines.ts';

/** A root is reused while everything it is made from is the same; this is the short hash of that. */
function recipeKey(engine: EngineName): string {
  const parts = JSON.stringify([engines[engine], sharedPackages, imagesRecipe()]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 12);
}

function enginesFolder(env?: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), 'engines');
}

/** Where the finished root of an engine lies; it exists only when it is whole. */
export function engineFolder(engine: EngineName, env?: NodeJS.ProcessEnv): string {
  return join(enginesFolder(env), `${engine}-${recipeKey(engine)}`);
}

/** Removes half-built roots whose builder is gone, and roots of older recipes; returns their names. */
export function sweepCache(env?: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(engines) as EngineName[];
  const current = new Set(names.map((name) => basename(engineFolder(name, env))));
  return sweepFolder(enginesFolder(env), (name) => current.has(name));
}
