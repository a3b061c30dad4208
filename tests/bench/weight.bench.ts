import { listChapters } from '../../src/chapters.ts';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { budgets, totalBytesOf } from '../support/budgets.ts';
import { sumBytes, weigh } from '../support/weigh.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

async function weighPage(address: string, path: string): Promise<Measurement[]> {
  const browser = await launchChromium();
  try {
    const files = await weigh(await browser.newPage(), address + path);
    const scripts = files.filter(({ url }) => url.endsWith('.js'));
    const critical = files.filter(({ isCritical }) => isCritical);
    return [
      { name: `${path} requests`, value: String(files.length), aim: `≤ ${budgets.requests}` },
      {
        name: `${path} in all, Brotli`,
        value: inKilobytes(sumBytes(files)),
        aim: `≤ ${inKilobytes(totalBytesOf(path))}`,
      },
      {
        name: `${path} critical`,
        value: inKilobytes(sumBytes(critical)),
        aim: `≤ ${inKilobytes(budgets.criticalBytes)}`,
      },
      {
        name: `${path} HTML`,
        value: inKilobytes(sumBytes(files.filter(({ url }) => url === address + path))),
      },
      { name: `${path} JavaScript`, value: inKilobytes(sumBytes(scripts)) },
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
