import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EngineName } from '../../schemas/engine.ts';
import type { RecordedImage } from '../../schemas/recording.ts';
import { Failure } from '../failure.ts';
import { lastLines, run } from '../process.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { engineFolder, scratchFolder, sweepCache } from './cache.ts';
import { engines, sharedPackages } from './engines.ts';
import { findMirror } from './mirror.ts';

/** How each local image is configured, beside the file system that `images.sh` makes. */
const imageConfig: Readonly<Record<string, readonly string[]>> = {
  alpine: ['CMD ["/bin/sh"]'],
  redis: ['WORKDIR /data', 'EXPOSE 6379', 'CMD ["redis-server", "--protected-mode", "no"]'],
};

/** The images that have a stand-in. */
export const imageNames = Object.keys(imageConfig);

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
  const building = `${folder}.building-${process.pid}`;
  mkdirSync(building, { recursive: true });
  try {
    await buildRoot(engine, building, options);
    await buildImages(building, options);
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

/**
 * Runs a program with mounts and processes of its own, which end with it; it ends with the recorder, also when
 * that is killed.
 */
function runContained(program: string, args: readonly string[], onOutput?: (text: string) => void) {
  const contained = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', program];
  return run('setpriv', ['--pdeathsig', 'KILL', ...contained, ...args], { onOutput });
}

async function buildRoot(engine: EngineName, folder: string, { onProgress }: BuildOptions): Promise<void> {
  const { suite, packages } = engines[engine];
  const mirror = findMirror();
  onProgress?.(`debootstrap ${suite}`);
  const include = [...sharedPackages, ...packages].join(',');
  const args = ['--variant=minbase', `--include=${include}`, suite, folder, mirror];
  const outcome = await runContained('debootstrap', args, (text) => {
    const step = /^I: (.*)/m.exec(text)?.[1];
    if (step) onProgress?.(`debootstrap ${suite}: ${step}`);
  });
  if (outcome.status !== 0) {
    throw new Failure(
      `debootstrap of ${suite} for ${engine} failed (status ${outcome.status}); it last said:\n` +
        `${lastLines(outcome.stdout + outcome.stderr, 4)}\n` +
        'Is the mirror reachable? Set DEBIAN_MIRROR to another one.',
    );
  }
  onProgress?.('local images');
  copyFileSync(join(import.meta.dirname, 'images.sh'), join(folder, 'images.sh'));
  const images = await runContained('chroot', [folder, 'bash', '/images.sh']);
  if (images.status !== 0)
    throw new Failure(`building the local images of ${engine} failed:\n${lastLines(images.stderr, 6)}`);
  mkdirSync(join(folder, 'docker-data'));
}

/** Imports the images once, so that a tape's daemon starts with them. */
async function buildImages(folder: string, { onProgress }: BuildOptions): Promise<void> {
  onProgress?.('importing images');
  const sandbox = await Sandbox.start({ root: folder, scratch: scratchFolder() });
  try {
    for (const [name, changes] of Object.entries(imageConfig)) {
      const flags = changes.map((change) => `-c '${change}'`).join(' ');
      const outcome = await sandbox.exec(`docker import ${flags} /images/${name}.tar ${name}`);
      if (outcome.status !== 0)
        throw new Failure(`docker import of ${name} failed: ${outcome.stderr.trim()}`);
    }
    // A daemon that ended by itself has written everything; its networks belong to each tape.
    const ended = await sandbox.exec(
      'pkill -x dockerd; while pgrep -x "dockerd|containerd" > /dev/null; do sleep 0.1; done',
    );
    if (ended.status !== 0) throw new Failure(`dockerd did not end: ${ended.stderr.trim()}`);
    const data = `/proc/${sandbox.pid}/root/var/lib/docker`;
    const copy = await run('cp', ['-a', `${data}/.`, join(folder, 'docker-data')]);
    if (copy.status !== 0) throw new Failure(`copying Docker's data failed: ${copy.stderr.trim()}`);
    rmSync(join(folder, 'docker-data', 'network'), { recursive: true, force: true });
  } finally {
    await sandbox.stop();
  }
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

/** The local images of a root and what each was made from. */
export function localImages(folder: string): RecordedImage[] {
  return readdirSync(join(folder, 'images'))
    .filter((file) => file.endsWith('.from'))
    .map((file) => ({
      name: basename(file, '.from'),
      standIn: true,
      from: `Debian ${readFileSync(join(folder, 'images', file), 'utf8').trim()}`,
    }));
}
