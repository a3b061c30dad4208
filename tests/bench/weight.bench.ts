import { brotliCompressSync } from 'node:zlib';
import { launchChromium } from '../../src/markdown/chromium.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const aimBytes = 50_000;

/** What a chapter loads before anyone touches it: requests and bytes, as a host with Brotli sends them. */
async function weigh(address: string, path: string): Promise<Measurement[]> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const sizes = new Map<string, number>();
    page.on('response', (response) => {
      sizes.set(response.url(), 0);
      void response.body().then((body) => sizes.set(response.url(), brotliCompressSync(body).length));
    });
    await page.goto(address + path, { waitUntil: 'networkidle' });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const scripts = [...sizes]
      .filter(([url]) => url.endsWith('.js'))
      .reduce((sum, [, size]) => sum + size, 0);
    const html = sizes.get(address + path) ?? 0;
    return [
      { name: `${path} requests`, value: String(sizes.size) },
      {
        name: `${path} in all, Brotli`,
        value: `${(total / 1000).toFixed(1)} kB`,
        aim: `≤ ${aimBytes / 1000} kB`,
      },
      { name: `${path} HTML`, value: `${(html / 1000).toFixed(1)} kB` },
      { name: `${path} JavaScript`, value: `${(scripts / 1000).toFixed(1)} kB` },
    ];
  } finally {
    await browser.close();
  }
}

export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => [
    ...(await weigh(address, '/')),
    ...(await weigh(address, '/network-basics/')),
  ]);
