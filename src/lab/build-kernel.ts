import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, type RootRecipe } from '../debian/bootstrap.ts';
import { Failure } from '../debian/failure.ts';
import { kernelFolder } from './kernel.ts';
import { packagesOf, runInRoot } from './root.ts';
import { ensureStep, stepKey, type Say, type Step } from './step.ts';

/** The compiler and the source: linux-source of this series is in trixie. */
const builder: RootRecipe = {
  suite: 'trixie',
  packages: ['bc', 'bison', 'flex', 'gcc', 'libc6-dev', 'linux-source-6.12', 'make', 'xz-utils'],
};

const builderStep: Step = {
  name: 'kernel-builder',
  inputs: [builder],
  build: (folder, say) => bootstrap(builder, folder, say),
};

const sources = ['build.sh', 'fragment.config', 'reseed.c'] as const;

/** The kernel's image, its configuration and `reseed`, built from Debian's source. */
export const kernelStep: Step = {
  name: 'kernel',
  inputs: [stepKey(builderStep), sources.map((name) => readFileSync(join(kernelFolder, name), 'utf8'))],
  async build(folder, say) {
    const root = await ensureStep(builderStep, say);
    say('compiling (a quarter of an hour)');
    for (const name of sources) copyFileSync(join(kernelFolder, name), join(folder, name));
    await runInRoot(root, 'bash /mnt/build.sh', folder);
    const [source] = await packagesOf(root, ['linux-source-6.12']);
    if (!source) throw new Failure('the root of the compiler holds no linux-source-6.12');
    const kernel = {
      version: source.version.replace(/-.*/, ''),
      from: `Debian ${source.name} ${source.version}`,
    };
    writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernel)}\n`);
  },
};

/** The most that the kernel's image may take. */
const mostBytes = 4_000_000;

/** Builds the kernel and puts it in its place in the repository. */
export async function buildKernel(say: Say, rebuild: boolean): Promise<void> {
  const folder = await ensureStep(kernelStep, say, rebuild);
  const { size } = statSync(join(folder, 'bzImage'));
  if (size > mostBytes)
    throw new Failure(
      `the kernel is ${size} bytes and may be ${mostBytes}: take options out of fragment.config`,
    );
  mkdirSync(kernelFolder, { recursive: true });
  for (const name of ['bzImage', 'config', 'kernel.json', 'reseed'])
    copyFileSync(join(folder, name), join(kernelFolder, name));
}
