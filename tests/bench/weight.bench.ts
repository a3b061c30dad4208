import { listChapters } from '../../src/chapters.ts';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { sum, weigh } from '../support/weigh.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

async function weighPage(address: string, path: string): Promise<Measurement[]> {
  const browser = await launchChromium();
  try {
    const sizes = await weigh(await browser.newPage(), address + path);
    const scripts = [...sizes].filter(([url]) => url.endsWith('.js')).map(([, size]) => size);
    return [
      { name: `${path} requests`, value: String(sizes.size) },
      { name: `${path} in all, Brotli`, value: inKilobytes(sum(sizes.values())), aim: '≤ 50 kB' },
      { name: `${path} HTML`, value: inKilobytes(sizes.get(address + path) ?? Number.NaN) },
      { name: `${path} JavaScript`, value: inKilobytes(sum(scripts)) },
    ];
  } finally {
    await browser.close();
  }
}

/** What every page loads before anyone touches it. */
export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => {
    const paths = ['/', ...listChapters().map((slug) => `/${slug}/`), '/tracer/'];
    const results: Measurement[] = [];
    for (const path of paths) results.push(...(await weighPage(address, path)));
    return results;
  });
