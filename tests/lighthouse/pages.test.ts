import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtPages, root } from '../site/built-pages.ts';
import { serveFolder, type StaticHost } from '../support/static-host.ts';
import type { Audit } from './audit.ts';

/** Of a machine that does other things too, the best of so many runs says what the page can do. */
const mostRuns = 3;
const leastPerformance = 99;

let host: StaticHost;

beforeAll(async () => {
  host = await serveFolder(root);
});

afterAll(() => host[Symbol.dispose]());

async function auditOnce(page: string): Promise<Audit> {
  const url = `${host.address}/${page.replace(/(^|\/)index\.html$/, '$1')}`;
  const script = join(import.meta.dirname, 'audit.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, url], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Audit;
}

/** Pages that fall short are looked at once more, one at a time: the other browser may have been the reason. */
let alone: Promise<unknown> = Promise.resolve();
function auditAlone(page: string): Promise<Audit> {
  const result = alone.then(() => auditOnce(page));
  alone = result.catch(() => undefined);
  return result;
}

test.concurrent.each(builtPages())('%s', async (page) => {
  let best = await auditOnce(page);
  for (let run = 1; run < mostRuns && best.scores.performance < leastPerformance; run++) {
    const next = await auditAlone(page);
    if (next.scores.performance > best.scores.performance) best = next;
  }
  const { performance, ...others } = best.scores;
  expect(others, best.lost.join('\n')).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100 });
  expect(performance, best.lost.join('\n')).toBeGreaterThanOrEqual(leastPerformance);
});
