import { bootstrap } from '../debian/bootstrap.ts';
import { runContained } from '../debian/contain.ts';
import { Failure } from '../debian/failure.ts';
import { imageConfig, imagesRecipe, makeImageFileSystems } from '../debian/local-images.ts';
import { lastLines } from '../debian/process.ts';
import { importImages } from '../sandbox/import-images.ts';
import { importerStep } from './importer.ts';
import { packageFormat, parsePackages, type PackageEntry } from './packages.ts';
import { root } from './recipe.ts';
import { ensureStep, stepKey, type Step } from './step.ts';

/** The Debian root that both machines are taken from, with Docker's data in `docker-data`. */
export const rootStep: Step = {
  name: 'root',
  inputs: [root, imagesRecipe(), imageConfig, stepKey(importerStep)],
  async build(folder, say) {
    await bootstrap(root, folder, say);
    say('local images');
    await makeImageFileSystems(folder, root.architecture);
    const importer = await ensureStep(importerStep, say);
    say('importing images');
    await importImages(folder, { importer, platform: 'linux/386' });
  },
};

/**
 * Runs a script inside a root, which stays as it is; what it writes to /mnt comes to `work`.
 * @throws Failure with its last words
 */
export async function runInRoot(folder: string, script: string, work?: string): Promise<string> {
  const bind = work ? 'mount --bind "$2" "$0/mnt" && ' : '';
  const command = `${bind}exec chroot "$0" /bin/bash -c "$1"`;
  const args = ['-c', command, folder, script, ...(work ? [work] : [])];
  const outcome = await runContained('bash', args, { architecture: root.architecture });
  if (outcome.status === 0) return outcome.stdout;
  throw new Failure(
    `in the Debian root \`${script.trim().slice(0, 60)}…\` ended with status ${outcome.status}:\n` +
      lastLines(outcome.stderr, 6),
  );
}

/** The packages of a root, all of them or those named. */
export async function packagesOf(folder: string, names: readonly string[] = []): Promise<PackageEntry[]> {
  return parsePackages(await runInRoot(folder, `dpkg-query -W -f '${packageFormat}' ${names.join(' ')}`));
}
