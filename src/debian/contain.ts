import { join } from 'node:path';
import { run, type Outcome } from './process.ts';
import { requirePrograms } from './requirements.ts';

/** Debian's name of another architecture than the machine's own: one whose programs an amd64 kernel may run too. */
export type OtherArchitecture = 'i386';

export interface ContainOptions {
  /** Of the programs that it runs, where it is not the machine's own. */
  architecture?: OtherArchitecture;
  /** Called with each piece of standard output and error as it comes. */
  onOutput?: (text: string) => void;
}

const unshare = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
const emulate = ['bash', join(import.meta.dirname, 'emulate.sh')];

async function testArchitecture(architecture: OtherArchitecture): Promise<boolean> {
  requirePrograms({ 'arch-test': 'arch-test' });
  const { status } = await run('arch-test', ['-n', architecture]);
  if (status !== 0) requirePrograms({ [`qemu-${architecture}-static`]: 'qemu-user-static' });
  return status === 0;
}

const tested = new Map<OtherArchitecture, Promise<boolean>>();

/**
 * Whether the kernel runs an architecture's programs by itself; a kernel may be built or started without
 * (`ia32_emulation=off`). Otherwise qemu runs them.
 * @throws Failure that names the Debian package that is missing for either
 */
export function isNative(architecture: OtherArchitecture): Promise<boolean> {
  const test = tested.get(architecture) ?? testArchitecture(architecture);
  tested.set(architecture, test);
  return test;
}

/**
 * Runs a program with mounts and processes of its own, which end with it; it ends with this process, also when
 * that is killed.
 */
export async function runContained(
  program: string,
  args: readonly string[],
  { architecture, onOutput }: ContainOptions = {},
): Promise<Outcome> {
  const contain = architecture && !(await isNative(architecture)) ? emulate : unshare;
  return run('setpriv', ['--pdeathsig', 'KILL', ...contain, program, ...args], { onOutput });
}
