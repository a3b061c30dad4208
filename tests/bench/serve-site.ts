import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Builds the site and serves it for as long as `use` takes; hands it the address. */
export async function withSite<Result>(use: (address: string) => Promise<Result>): Promise<Result> {
  const build = spawnSync('astro build', { shell: true, encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the site does not build:\n${build.stdout}${build.stderr}`);
  const server = spawn('astro', ['preview', '--ignore-lock', '--port', '4327'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      const address = /http:\/\/localhost:\d+/.exec(line)?.[0];
      if (address) return await use(address);
    }
    throw new Error('the preview server ended before it named its address');
  } finally {
    server.kill();
  }
}
