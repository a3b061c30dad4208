import lighthouse, { type Flags } from 'lighthouse';
import { launch } from 'chrome-launcher';
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
}

/** Lighthouse's own mobile preset: a slow phone on slow 4G, simulated. */
const flags: Flags = {
  logLevel: 'silent',
  output: 'json',
  formFactor: 'mobile',
  throttlingMethod: 'simulate',
  onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
};

/** Audits a page once, in a browser of its own. */
async function audit(url: string): Promise<Audit> {
  const chrome = await launch({
    chromePath: ensureChromium(),
    chromeFlags: ['--headless=new', ...chromiumArguments],
    logLevel: 'silent',
  });
  try {
    const result = await lighthouse(url, { ...flags, port: chrome.port });
    if (!result) throw new Error(`${url}: Lighthouse gave nothing back`);
    const { categories, audits, runtimeError } = result.lhr;
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
    };
  } finally {
    chrome.kill();
  }
}

// Lighthouse keeps marks of time for the whole process: each page is audited in a process of its own.
console.log(JSON.stringify(await audit(process.argv[2] ?? '')));
