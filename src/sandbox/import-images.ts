import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../debian/cache-folder.ts';
import { Failure } from '../debian/failure.ts';
import { imageConfig } from '../debian/local-images.ts';
import { run } from '../debian/process.ts';
import { Sandbox } from './sandbox.ts';

export interface ImportOptions {
  /** Another root whose daemon does it; it has a `docker-data`, empty. */
  importer?: string;
  /** Of the images (`linux/386`), where it is not the daemon's own. */
  platform?: string;
}

async function copy(from: string, to: string): Promise<void> {
  const outcome = await run('cp', ['-a', from, to]);
  if (outcome.status !== 0) throw new Failure(`copying ${from} failed: ${outcome.stderr.trim()}`);
}

async function check(sandbox: Sandbox, command: string): Promise<void> {
  const { status, stderr } = await sandbox.exec(command);
  if (status !== 0) throw new Failure(`\`${command}\` failed: ${stderr.trim()}`);
}

/** Imports a root's local images once into `docker-data`, so that each daemon started on it has them. */
export async function importImages(
  root: string,
  { importer = root, platform }: ImportOptions = {},
): Promise<void> {
  mkdirSync(join(root, 'docker-data'), { recursive: true });
  const sandbox = await Sandbox.start({ root: importer, scratch: scratchFolder() });
  const inside = `/proc/${sandbox.pid}/root`;
  try {
    if (importer !== root) await copy(join(root, 'images'), inside);
    for (const [name, changes] of Object.entries(imageConfig)) {
      const flags = [
        ...changes.map((change) => `-c '${change}'`),
        ...(platform ? ['--platform', platform] : []),
      ];
      await check(sandbox, `docker import ${flags.join(' ')} /images/${name}.tar ${name}`);
    }
    // A daemon that ended by itself has written everything; its networks belong to each start.
    await check(
      sandbox,
      'pkill -x dockerd; while pgrep -x "dockerd|containerd" > /dev/null; do sleep 0.1; done',
    );
    await copy(`${inside}/var/lib/docker/.`, join(root, 'docker-data'));
    rmSync(join(root, 'docker-data', 'network'), { recursive: true, force: true });
  } finally {
    await sandbox.stop();
  }
}
