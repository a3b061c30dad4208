import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from '../../schemas/engine.ts';
import { engines, sharedPackages } from './engines.ts';

/** The folder that engine roots are kept in, outside the repository. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'docker-network-notes');
}

/** A root is reused while everything it is made from is the same; this is the short hash of that. */
function recipeKey(engine: EngineName): string {
  const images = readFileSync(join(import.meta.dirname, 'images.sh'), 'utf8');
  const parts = JSON.stringify([engines[engine], sharedPackages, images]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 12);
}

/** Where the finished root of an engine lies; it exists only when it is whole. */
export function engineFolder(engine: EngineName, env?: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), 'engines', `${engine}-${recipeKey(engine)}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Removes what is of no more use: half-built roots whose builder is gone, and roots of older recipes.
 * Returns the names of the removed folders.
 */
export function sweepCache(env?: NodeJS.ProcessEnv): string[] {
  const folder = join(cacheFolder(env), 'engines');
  if (!existsSync(folder)) return [];
  const current = new Set((Object.keys(engines) as EngineName[]).map((name) => engineFolder(name, env)));
  const removed: string[] = [];
  for (const name of readdirSync(folder)) {
    const builder = /\.building-(\d+)$/.exec(name)?.[1];
    const stale = builder ? !isAlive(Number(builder)) : !current.has(join(folder, name));
    if (!stale) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

/** An empty folder for sandboxes to mount on; each sees only its own mounts there. */
export function scratchFolder(env?: NodeJS.ProcessEnv): string {
  const folder = join(cacheFolder(env), 'scratch');
  mkdirSync(folder, { recursive: true });
  return folder;
}
