import { spawnSync } from 'node:child_process';
import { ownEnvironment } from './own-environment.ts';

/** How long a build took: on the wall clock, and of the processor. */
export interface BuildTime {
  wallS: number;
  processorS: number;
}

/** Builds the site into a folder and takes the time. @throws Error with what the build said */
export function timeBuild(out: string, variables: NodeJS.ProcessEnv = {}): BuildTime {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="built in %R %U %S"; time astro build --outDir "$0"', out],
    { encoding: 'utf8', env: { ...ownEnvironment(), ...variables } },
  );
  if (status !== 0) throw new Error(`the site does not build:\n${stdout}${stderr}`);
  const [, wall, user, system] = /built in ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  return { wallS: Number(wall), processorS: Number(user) + Number(system) };
}
