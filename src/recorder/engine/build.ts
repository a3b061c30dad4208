import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { bootstrap } from '../../debian/bootstrap.ts';
import { buildingPath, scratchFolder } from '../../debian/cache-folder.ts';
import { Failure } from '../../debian/failure.ts';
import { makeImageFileSystems } from '../../debian/local-images.ts';
import { importImages } from '../../sandbox/import-images.ts';
import { Sandbox } from '../../sandbox/sandbox.ts';
import type { EngineName } from '../../schemas/engine.ts';
import { engineFolder, sweepCache } from './cache.ts';
import { engines, sharedPackages } from './engines.ts';

export interface BuildOptions {
  /** Throw the cached root away first. */
  rebuild?: boolean;
  /** Told what is going on, in a few words. */
  onProgress?: (text: string) => void;
}

/**
 * The root of an engine, from the cache or built now (about a minute, 400 MB).
 * A root appears under its name only when it is whole.
 * @throws Failure when the mirror cannot be reached or the suite holds another Docker release
 */
export async function ensureEngine(engine: EngineName, options: BuildOptions = {}): Promise<string> {
  sweepCache();
  const folder = engineFolder(engine);
  if (options.rebuild) rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder)) return folder;
  const building = buildingPath(folder);
  mkdirSync(building, { recursive: true });
  try {
    await buildRoot(engine, building, options);
    await checkVersion(engine, building);
    rename(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return folder;
}

/** Another recorder may have finished the same root meanwhile; then its root is used. */
function rename(building: string, folder: string): void {
  try {
    renameSync(building, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function buildRoot(engine: EngineName, folder: string, { onProgress }: BuildOptions): Promise<void> {
  const { suite, packages } = engines[engine];
  await bootstrap({ suite, packages: [...sharedPackages, ...packages] }, folder, onProgress);
  onProgress?.('local images');
  await makeImageFileSystems(folder);
  onProgress?.('importing images');
  await importImages(folder);
}

async function checkVersion(engine: EngineName, folder: string): Promise<void> {
  const sandbox = await Sandbox.start({ root: folder, scratch: scratchFolder() });
  try {
    const { stdout } = await sandbox.exec("docker version --format '{{.Server.Version}}'");
    assertVersion(engine, stdout.trim());
  } finally {
    await sandbox.stop();
  }
}

/** Debian appends its own part to the version: `28.5.2+dfsg4`. */
export function upstreamVersion(version: string): string {
  return version.replace(/[+~].*$/, '');
}

/** @throws Failure that names both versions when the daemon is not the release that the engine's row says */
export function assertVersion(engine: EngineName, version: string): void {
  const { docker, suite } = engines[engine];
  if (upstreamVersion(version) === docker) return;
  throw new Failure(
    `${engine} is Docker ${docker}, but Debian ${suite} now holds ${upstreamVersion(version)}. ` +
      `Correct the row in src/recorder/engine/engines.ts and record its tapes again, or set DEBIAN_MIRROR to a snapshot that holds ${docker}.`,
  );
}
