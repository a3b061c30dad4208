import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Audit } from '../lighthouse/audit.ts';
import { builtPages } from '../site/built-pages.ts';
import { budgets } from '../support/budgets.ts';
import type { Measurement } from './run.ts';
import { withSite } from './serve-site.ts';

const script = join(import.meta.dirname, '..', 'lighthouse', 'audit.ts');

/** Lighthouse on every page, mobile preset, one run each, the machine's own noise included. */
export const bench = (): Promise<Measurement[]> =>
  withSite(async (address) => {
    const rows: Measurement[] = [];
    const aim = `≥ ${budgets.lighthouse} / 100 / 100 / 100`;
    for (const page of builtPages()) {
      const url = `${address}/${page.replace(/(^|\/)index\.html$/, '$1')}`;
      const { stdout } = await promisify(execFile)(process.execPath, [script, url]);
      const { scores } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Audit;
      rows.push({ name: page, value: Object.values(scores).join(' / '), aim });
    }
    return rows;
  });
