import { Failure } from './failure.ts';
import { findMirror } from './mirror.ts';
import { lastLines, run, type Outcome } from './process.ts';

/** A Debian root to be made. */
export interface RootRecipe {
  suite: string;
  packages: readonly string[];
  /** Debian's name of another architecture than the machine's own: `i386`, which an amd64 kernel runs too. */
  architecture?: string;
}

/**
 * Runs a program with mounts and processes of its own, which end with it; it ends with this process, also when
 * that is killed.
 */
export function runContained(
  program: string,
  args: readonly string[],
  onOutput?: (text: string) => void,
): Promise<Outcome> {
  const contained = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', program];
  return run('setpriv', ['--pdeathsig', 'KILL', ...contained, ...args], { onOutput });
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
  const outcome = await runContained('debootstrap', args, (text) => {
    const step = /^I: (.*)/m.exec(text)?.[1];
    if (step) onProgress?.(`debootstrap ${suite}: ${step}`);
  });
  if (outcome.status === 0) return;
  throw new Failure(
    `debootstrap of ${suite} failed (status ${outcome.status}); it last said:\n` +
      `${lastLines(outcome.stdout + outcome.stderr, 4)}\n` +
      'Is the mirror reachable? Set DEBIAN_MIRROR to another one.',
  );
}
