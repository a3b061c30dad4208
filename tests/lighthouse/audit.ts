import lighthouse, { type Flags } from 'lighthouse';
import { Launcher, launch } from 'chrome-launcher';
import { chromiumArguments, ensureChromium } from '../../src/markdown/chromium.ts';

/** What Lighthouse says of a page, in its four categories; 100 is the best. */
export interface Scores {
  performance: number;
  accessibility: number;
  'best-practices': number;
  seo: number;
}

/** The scores of a page, and what cost it points: the audits that are not perfect. */
export interface Audit {
  scores: Scores;
  lost: readonly string[];
  /** Lighthouse's measure of the host's processor while it looked: 1500 to 2000 for a fast desktop. */
  benchmarkIndex: number;
}

/** Lighthouse's own mobile preset: a slow phone on slow 4G, simulated. */
const flags: Flags = {
  logLevel: 'silent',
  output: 'json',
  formFactor: 'mobile',
  throttlingMethod: 'simulate',
  onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
};

/**
 * chrome-launcher's own flags, but for one: a browser without `RenderDocument`, which every reader's has, shows the first
 * picture of a page seconds late.
 */
const launcherFlags = Launcher.defaultFlags().map((flag) => flag.replace(/,RenderDocument$/, ''));

/** Audits a page once, in a browser of its own, as on a phone that is so many times slower than this host. */
async function audit(url: string, cpuSlowdownMultiplier: number): Promise<Audit> {
  const chrome = await launch({
    chromePath: ensureChromium(),
    ignoreDefaultFlags: true,
    chromeFlags: [...launcherFlags, '--headless=new', ...chromiumArguments],
    logLevel: 'silent',
  });
  try {
    const throttling = { cpuSlowdownMultiplier };
    const result = await lighthouse(url, { ...flags, throttling, port: chrome.port });
    if (!result) throw new Error(`${url}: Lighthouse gave nothing back`);
    const { categories, audits, runtimeError, environment } = result.lhr;
    if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
    const scoreOf = (name: keyof Scores) => Math.round((categories[name]?.score ?? 0) * 100);
    const lost = Object.values(categories)
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id}: ${audits[id]?.score} ${audits[id]?.displayValue ?? ''}`.trim());
    return {
      scores: {
        performance: scoreOf('performance'),
        accessibility: scoreOf('accessibility'),
        'best-practices': scoreOf('best-practices'),
        seo: scoreOf('seo'),
      },
      lost,
      benchmarkIndex: environment.benchmarkIndex,
    };
  } finally {
    chrome.kill();
  }
}

// Lighthouse keeps marks of time for the whole process: each page is audited in a process of its own.
const [url = '', multiplier = '4'] = process.argv.slice(2);
console.log(JSON.stringify(await audit(url, Number(multiplier))));
