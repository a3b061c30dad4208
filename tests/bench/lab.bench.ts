import { loadavg } from 'node:os';
import { existsSync } from 'node:fs';
import type { Page } from 'playwright';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { aims } from '../support/budgets.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const longMs = 300_000;

interface Case {
  machine: 'small' | 'docker';
  /** An act that runs on it: its button starts it. */
  act: string;
  commands: { name: string; command: string; aimS?: number; /** Waited before it. */ restS?: number }[];
}

const cases: Case[] = [
  {
    machine: 'small',
    act: 'by-hand/namespace',
    commands: [{ name: 'iptables-save', command: 'iptables-save' }],
  },
  {
    machine: 'docker',
    act: 'network-basics/none',
    commands: [
      { name: 'docker ps, right after the prompt', command: 'docker ps', aimS: aims.docker.listS },
      // v86 compiles what runs often. What the machine runs by itself to that end has ended by then.
      { name: 'docker ps, ten seconds later', command: 'docker ps', aimS: aims.docker.listS, restS: 10 },
      {
        name: 'docker run, the first time',
        command: 'docker run --rm alpine true',
        aimS: aims.docker.firstRunS,
      },
      { name: 'docker run, the second time', command: 'docker run --rm alpine true', aimS: aims.docker.runS },
      { name: 'docker run, the third time', command: 'docker run --rm alpine true', aimS: aims.docker.runS },
    ],
  },
];

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('.lab-panel')?.dataset.state === 'ready',
    undefined,
    { timeout: longMs, polling: 20 },
  );
}

/** Notes in the page when the machine comes to each of its states. */
function noteStates(): void {
  const panel = document.querySelector<HTMLElement>('.lab-panel');
  const states: Record<string, number> = {};
  Object.assign(globalThis, { states });
  const note = () => (states[panel?.dataset.state ?? ''] ??= performance.now());
  if (panel) new MutationObserver(note).observe(panel, { attributeFilter: ['data-state'] });
}

/** Bytes of the machine and its emulator that have come so far, as they were sent. */
function countBytes(): number {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return entries
    .filter(({ name }) => /\/lab\/|v86/.test(name))
    .reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
}

/** Milliseconds from Enter until what the command printed last stands on the screen. */
async function timeCommand(page: Page, command: string, number: number): Promise<number> {
  await page.keyboard.type(`${command} > /dev/null; echo end$((${number}))`);
  const started = performance.now();
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (text) => document.querySelector('.lab-screen:not([hidden]) .xterm-rows')?.textContent?.includes(text),
    `end${number}`,
    { timeout: longMs, polling: 20 },
  );
  return performance.now() - started;
}

async function measure(address: string, { machine, act, commands }: Case): Promise<Measurement[]> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      // Making the copy for reading offline is other work, and what comes from it does not say its size as sent.
      serviceWorkers: 'block',
    });
    await page.goto(`${address}/${act.split('/')[0]}/`);
    await page.locator(`dn-transcript[data-lab="${act}"] [data-lab-act]`).click();
    const start = page.getByRole('button', { name: '开机' });
    await start.waitFor();
    await page.evaluate(noteStates);
    await start.click();
    await untilReady(page);
    const loaded = await page.evaluate(countBytes);
    // Once everything has arrived, what is left is the machine's own time.
    const { starting = Number.NaN, ready = Number.NaN } = await page.evaluate(
      () => (globalThis as unknown as { states: Record<string, number> }).states,
    );
    const promptMs = ready - starting;
    // The act that the start was for is not what is measured: it is stopped, unless it has ended, and the machine
    // made fresh.
    await page
      .getByRole('button', { name: '停下' })
      .click({ timeout: 1000 })
      .catch(() => undefined);
    await page.evaluate(noteStates);
    const resetAt = await page.evaluate(() => performance.now());
    await page.getByRole('button', { name: '重置' }).click();
    const readyAgain = await page.waitForFunction(
      () => (globalThis as unknown as { states: Record<string, number> }).states.ready,
      undefined,
      { timeout: longMs },
    );
    const resetMs = ((await readyAgain.jsonValue()) ?? Number.NaN) - resetAt;
    const { downloadMB, promptS, resetS } = aims[machine];
    const results: Measurement[] = [
      {
        name: `${machine}: downloaded before the prompt`,
        value: `${(loaded / 1e6).toFixed(1)} MB`,
        aim: `≤ ${downloadMB} MB`,
      },
      {
        name: `${machine}: from the download to the prompt`,
        value: seconds(promptMs),
        aim: `≤ ${promptS} s`,
      },
      { name: `${machine}: from reset to the prompt`, value: seconds(resetMs), aim: `≤ ${resetS} s` },
    ];
    await page.locator('.lab-screen:not([hidden])').click();
    let number = 100;
    for (const { name, command, aimS, restS = 0 } of commands) {
      await page.waitForTimeout(restS * 1000);
      results.push({
        name: `${machine}: ${name}`,
        value: seconds(await timeCommand(page, command, ++number)),
        ...(aimS !== undefined && { aim: `≤ ${aimS} s` }),
      });
    }
    return results;
  } finally {
    await browser.close();
  }
}

/** The machines in the page, in Chromium, beside the load of the host that they are measured on. */
export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => {
    const load = () => loadavg()[0]?.toFixed(1) ?? '?';
    const results: Measurement[] = [{ name: 'load of the host before', value: load() }];
    for (const one of cases) {
      if (existsSync(`public/lab/${one.machine}/manifest.json`))
        results.push(...(await measure(address, one)));
      else results.push({ name: `${one.machine}: not built, run \`npm run lab\``, value: '—' });
    }
    results.push({ name: 'load of the host after', value: load() });
    return results;
  });
