import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { serializeCast } from '../../src/core/asciicast/serialize.ts';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { aims } from '../support/budgets.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const durationS = 600;

/** Lines a second: a busy person, a busy `tcpdump`. */
const densities = [20, 200] as const;

/** Ten minutes of coloured lines, each with its number. */
function syntheticCast(linesPerSecond: number): string {
  const events = Array.from({ length: durationS * linesPerSecond }, (_, index) => ({
    timeS: index / linesPerSecond,
    code: 'o' as const,
    data: `\x1b[3${1 + (index % 6)}mline ${String(index).padStart(6, '0')}\x1b[0m ${'abcdefghij '.repeat(6)}\r\n`,
  }));
  return serializeCast({ header: { version: 2, width: 100, height: 30, timestamp: 0 }, events });
}

/** Moments to seek to, there and back again: the same for both players. */
const moments = Array.from({ length: 40 }, (_, index) => ((index * 379) % 590) + 5.0025);

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds from asking for a moment until its last line stands in the terminal's DOM. */
async function measure(
  page: Page,
  seekSource: string,
  terminal: string,
  linesPerSecond: number,
): Promise<number[]> {
  const script = `(async () => {
    const seek = ${seekSource};
    const element = document.querySelector(${JSON.stringify(terminal)});
    const times = [];
    for (const moment of ${JSON.stringify(moments)}) {
      const last = 'line ' + String(Math.floor(moment * ${linesPerSecond})).padStart(6, '0');
      const started = performance.now();
      await new Promise((resolve) => {
        const look = () => element.textContent.includes(last) && (observer.disconnect(), resolve());
        const observer = new MutationObserver(look);
        observer.observe(element, { childList: true, subtree: true, characterData: true });
        seek(moment);
        look();
      });
      times.push(performance.now() - started);
    }
    return times;
  })()`;
  return page.evaluate<number[]>(script);
}

async function measureOurs(page: Page, address: string, linesPerSecond: number): Promise<number[]> {
  const cast = syntheticCast(linesPerSecond);
  await page.route('**/*.cast', (route) => route.fulfill({ body: cast }));
  await page.goto(`${address}/network-basics/`);
  await page.locator('dn-transcript:has(#host-1)').getByRole('button', { name: '播放', exact: true }).click();
  const player = page.locator('.dn-player');
  await player.waitFor();
  await player.press(' ');
  // Keyframes are made in the background; a reader who seeks at once waits a little longer.
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('.dn-player')?.dataset.keyframes === 'done',
  );
  const seek = `(moment) => {
    const slider = document.querySelector('.dn-player input[type=range]');
    slider.value = moment;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }`;
  return measure(page, seek, '.dn-player .view', linesPerSecond);
}

async function measureAsciinema(page: Page, linesPerSecond: number): Promise<number[]> {
  const require = createRequire(import.meta.url);
  await page.setContent('<!doctype html><body style="width:60rem"><div id="player"></div></body>');
  await page.addStyleTag({ path: require.resolve('asciinema-player/dist/bundle/asciinema-player.css') });
  await page.addScriptTag({ path: require.resolve('asciinema-player/dist/bundle/asciinema-player.min.js') });
  await page.evaluate(async (data) => {
    type Player = {
      seek: (timeS: number) => Promise<void>;
      play: () => Promise<void>;
      pause: () => Promise<void>;
    };
    type Library = { create: (source: unknown, element: Element | null, options: unknown) => Player };
    const world = globalThis as unknown as { AsciinemaPlayer: Library; player: Player };
    world.player = world.AsciinemaPlayer.create({ data }, document.querySelector('#player'), {
      preload: true,
      fit: 'width',
    });
    await world.player.play();
    await world.player.pause();
  }, syntheticCast(linesPerSecond));
  return measure(page, '(moment) => globalThis.player.seek(moment)', '#player', linesPerSecond);
}

/** How long a seek takes in a ten-minute recording, beside asciinema-player in the same browser. */
export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => {
    const results: Measurement[] = [];
    for (const linesPerSecond of densities) {
      const browser = await launchChromium();
      try {
        const newPage = () => browser.newPage({ viewport: { width: 1440, height: 1000 } });
        const ours = median(await measureOurs(await newPage(), address, linesPerSecond));
        const theirs = median(await measureAsciinema(await newPage(), linesPerSecond));
        const name = `seek at ${linesPerSecond} lines a second`;
        results.push(
          { name: `${name}, this player, median of 40`, value: `${ours.toFixed(1)} ms` },
          { name: `${name}, asciinema-player, median of 40`, value: `${theirs.toFixed(1)} ms` },
          { name: `${name}, ratio`, value: `${(theirs / ours).toFixed(1)} ×`, aim: `≥ ${aims.seekRatio} ×` },
        );
      } finally {
        await browser.close();
      }
    }
    return results;
  });
