import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for what is built from Debian packages, outside the repository. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'docker-network-notes');
}

/** An empty folder for sandboxes to mount on; each sees only its own mounts there. */
export function scratchFolder(env?: NodeJS.ProcessEnv): string {
  const folder = join(cacheFolder(env), 'scratch');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The name under which `path` is built; it becomes `path` only when it is whole. */
export function buildingPath(path: string): string {
  return `${path}.building-${process.pid}`;
}

/**
 * Removes from a folder what is of no more use: half-built entries whose builder is gone, and whole ones that
 * are not current. Returns the names of the removed entries.
 */
export function sweepFolder(folder: string, isCurrent: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  const removed: string[] = [];
  for (const name of readdirSync(folder)) {
    const builder = /\.building-(\d+)$/.exec(name)?.[1];
    const stale = builder ? !isAlive(Number(builder)) : !isCurrent(name);
    if (!stale) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}
