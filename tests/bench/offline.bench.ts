import { readFileSync, statSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { makeManifest } from '../../src/offline/make-manifest.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const inMegabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What a reader loads to open the search and look for one word. */
async function weighSearch(address: string): Promise<number> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`${address}/dns/`, { waitUntil: 'networkidle' });
    const bodies: Promise<number>[] = [];
    page.on('response', (response) =>
      bodies.push(response.body().then((body) => brotliCompressSync(body).length)),
    );
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('网桥');
    await page.getByRole('dialog').getByRole('link').first().waitFor();
    await page.waitForLoadState('networkidle');
    return (await Promise.all(bodies)).reduce((total, bytes) => total + bytes, 0);
  } finally {
    await browser.close();
  }
}

/** What reading offline takes: the copy in the browser, the archive; and what a search loads. */
export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => {
    const { files, bytes } = makeManifest('dist');
    return [
      { name: 'offline copy, as stored', value: inMegabytes(bytes) },
      { name: 'offline copy, files', value: String(files.length) },
      {
        name: 'service worker, Brotli',
        value: inKilobytes(brotliCompressSync(readFileSync('dist/sw.js')).length),
      },
      { name: 'archive', value: inMegabytes(statSync('dist/docker-network-notes.zip').size) },
      { name: 'opening the search and one word, Brotli', value: inKilobytes(await weighSearch(address)) },
    ];
  });
