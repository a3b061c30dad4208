import { spawnSync } from 'node:child_process';
import { serveFolder } from '../support/static-host.ts';

/** Builds the site and serves it, compressed, for as long as `use` takes; hands it the address. */
export async function withSite<Result>(use: (address: string) => Promise<Result>): Promise<Result> {
  const build = spawnSync('astro build', { shell: true, encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the site does not build:\n${build.stdout}${build.stderr}`);
  using host = await serveFolder('dist');
  return await use(host.address);
}
