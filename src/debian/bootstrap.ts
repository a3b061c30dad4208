import { runContained, type OtherArchitecture } from './contain.ts';
import { Failure } from './failure.ts';
import { findMirror } from './mirror.ts';
import { lastLines } from './process.ts';

/** A Debian root to be made. */
export interface RootRecipe {
  suite: string;
  packages: readonly string[];
  architecture?: OtherArchitecture;
}

/**
 * Fills a folder with a minimal Debian and packages; debootstrap checks each against the suite's signed Release.
 * @throws Failure with debootstrap's last words
 */
export async function bootstrap(
  { suite, packages, architecture }: RootRecipe,
  folder: string,
  onProgress?: (text: string) => void,
): Promise<void> {
  const mirror = findMirror();
  onProgress?.(`debootstrap ${suite}`);
  const args = [
    '--variant=minbase',
    ...(architecture ? [`--arch=${architecture}`] : []),
    `--include=${packages.join(',')}`,
    suite,
    folder,
    mirror,
  ];
  const onOutput = (text: string) => {
    const step = /^I: (.*)/m.exec(text)?.[1];
    if (step) onProgress?.(`debootstrap ${suite}: ${step}`);
  };
  const outcome = await runContained('debootstrap', args, { architecture, onOutput });
  if (outcome.status === 0) return;
  throw new Failure(
    `debootstrap of ${suite} failed (status ${outcome.status}); it last said:\n` +
      `${lastLines(outcome.stdout + outcome.stderr, 4)}\n` +
      'Is the mirror reachable? Set DEBIAN_MIRROR to another one.',
  );
}
