import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from './failure.ts';

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Where Debian keeps administrators' programs; a user's PATH often lacks it. */
const administratorPath = process.env.NOTES_ADMINISTRATOR_PATH ?? '/usr/sbin:/sbin';

/** @throws Failure that names the Debian package of the first program that is missing */
export function requirePrograms(
  programs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): void {
  const path = `${env.PATH ?? ''}:${administratorPath}`;
  for (const [program, debianPackage] of Object.entries(programs)) {
    if (isOnPath(program, path)) continue;
    throw new Failure(
      `\`${program}\` is missing: install Debian's package \`${debianPackage}\` (apt-get install ${debianPackage})`,
    );
  }
}

/** What needs a sandbox, and what can be done without root. */
export interface Purpose {
  what: string;
  otherwise?: string;
}

const recording: Purpose = {
  what: 'recording',
  otherwise: 'use `--engine host` with your own Docker',
};

/** What a sandbox needs from the machine. @throws Failure that says what is missing */
export function requireSandbox(
  platform = process.platform,
  user = process.getuid?.(),
  { what, otherwise }: Purpose = recording,
): void {
  if (platform !== 'linux') {
    throw new Failure(
      `${what} needs Linux namespaces and this is ${platform}: use a Linux machine or virtual machine`,
    );
  }
  if (user !== 0) {
    throw new Failure(
      `${what} needs root, to make namespaces and start a Docker daemon in them: run it with sudo` +
        (otherwise ? `, or ${otherwise}` : ''),
    );
  }
  requirePrograms({ unshare: 'util-linux', nsenter: 'util-linux', setpriv: 'util-linux' });
}
