import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest } from './test-counts.ts';
import { runSteps, type TestStep } from './test-step.ts';

// Runs a folder of tests that need a root Linux (`recorder`, `kernel`, `lab`), its tests in the page last; ends with
// `N passed, N failed`, and a skipped test counts as failed.
const [suite = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
const vitestReport = join(folder, 'vitest.json');
const playwrightReport = join(folder, 'playwright.json');
const playwrightConfig = `tests/${suite}/playwright.config.ts`;
const inPage: TestStep[] = [
  { name: 'build', command: 'astro build --silent' },
  {
    name: 'in the page',
    command: `playwright test --config ${playwrightConfig} --reporter=list,json`,
    count: () => countPlaywright(playwrightReport),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
  },
];
try {
  runSteps([
    {
      name: suite,
      command: `vitest run --config tests/${suite}/vitest.config.ts --root . --reporter=default --reporter=json --outputFile=${vitestReport}`,
      count: () => countVitest(vitestReport),
    },
    ...(existsSync(playwrightConfig) ? inPage : []),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
