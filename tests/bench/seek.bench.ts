import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { serializeCast } from '../../src/core/asciicast/serialize.ts';
import { launchChromium } from '../../src/markdown/chromium.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const durationS = 600;
const stepS = 0.05;

/** Ten minutes of coloured lines, twenty a second, each with its number. */
function syntheticCast(): string {
  const events = Array.from({ length: durationS / stepS }, (_, index) => ({
    timeS: index * stepS,
    code: 'o' as const,
    data: `\x1b[3${1 + (index % 6)}mline ${String(index).padStart(5, '0')}\x1b[0m ${'abcdefghij '.repeat(6)}\r\n`,
  }));
  return serializeCast({ header: { version: 2, width: 100, height: 30, timestamp: 0 }, events });
}

/** Moments to seek to, there and back again: the same for both players. */
const moments = Array.from({ length: 40 }, (_, index) => ((index * 379) % 590) + 5.025);

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds from asking for a moment until its last line stands in the terminal's DOM. */
async function measure(page: Page, seekSource: string, terminal: string): Promise<number[]> {
  const script = `(async () => {
    const seek = ${seekSource};
    const element = document.querySelector(${JSON.stringify(terminal)});
    const times = [];
    for (const moment of ${JSON.stringify(moments)}) {
      const last = 'line ' + String(Math.floor(moment / ${stepS})).padStart(5, '0');
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
  return (await page.evaluate(script)) as number[];
}

async function measureOurs(page: Page, address: string, cast: string): Promise<number[]> {
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
  return measure(page, seek, '.dn-player .view');
}

async function measureAsciinema(page: Page, cast: string): Promise<number[]> {
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
  }, cast);
  return measure(page, '(moment) => globalThis.player.seek(moment)', '#player');
}

/** How long a seek takes in a ten-minute recording, beside asciinema-player in the same browser. */
export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => {
    const cast = syntheticCast();
    const browser = await launchChromium();
    try {
      const ours = await measureOurs(
        await browser.newPage({ viewport: { width: 1440, height: 1000 } }),
        address,
        cast,
      );
      const theirs = await measureAsciinema(
        await browser.newPage({ viewport: { width: 1440, height: 1000 } }),
        cast,
      );
      return [
        { name: 'seek, this player, median of 40', value: `${median(ours).toFixed(1)} ms` },
        { name: 'seek, asciinema-player, median of 40', value: `${median(theirs).toFixed(1)} ms` },
        { name: 'ratio', value: `${(median(theirs) / median(ours)).toFixed(1)} ×`, aim: '≥ 5 ×' },
      ];
    } finally {
      await browser.close();
    }
  });
