import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgets } from '../support/budgets.ts';
import { timeBuild } from '../support/time-build.ts';
import type { Measurement } from './run.ts';

/** How long the build of all pages takes, search index, offline copy and archive included. */
export const bench = (): Promise<Measurement[]> => {
  const out = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
  try {
    const { wallS, processorS } = timeBuild(out);
    const aim = `< ${budgets.buildS} s`;
    return Promise.resolve([
      { name: 'build, wall clock', value: `${wallS.toFixed(1)} s`, aim },
      { name: 'build, processor', value: `${processorS.toFixed(1)} s`, aim },
    ]);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};
