import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../debian/cache-folder.ts';
import { Failure } from '../debian/failure.ts';
import { imageConfig } from '../debian/local-images.ts';
import { run } from '../debian/process.ts';
import { Sandbox } from './sandbox.ts';

/** Imports a root's local images once into `docker-data`, so that each daemon started on it has them. */
export async function importImages(root: string): Promise<void> {
  mkdirSync(join(root, 'docker-data'), { recursive: true });
  const sandbox = await Sandbox.start({ root, scratch: scratchFolder() });
  try {
    for (const [name, changes] of Object.entries(imageConfig)) {
      const flags = changes.map((change) => `-c '${change}'`).join(' ');
      const outcome = await sandbox.exec(`docker import ${flags} /images/${name}.tar ${name}`);
      if (outcome.status !== 0)
        throw new Failure(`docker import of ${name} failed: ${outcome.stderr.trim()}`);
    }
    // A daemon that ended by itself has written everything; its networks belong to each start.
    const ended = await sandbox.exec(
      'pkill -x dockerd; while pgrep -x "dockerd|containerd" > /dev/null; do sleep 0.1; done',
    );
    if (ended.status !== 0) throw new Failure(`dockerd did not end: ${ended.stderr.trim()}`);
    const data = `/proc/${sandbox.pid}/root/var/lib/docker`;
    const copy = await run('cp', ['-a', `${data}/.`, join(root, 'docker-data')]);
    if (copy.status !== 0) throw new Failure(`copying Docker's data failed: ${copy.stderr.trim()}`);
    rmSync(join(root, 'docker-data', 'network'), { recursive: true, force: true });
  } finally {
    await sandbox.stop();
  }
}
