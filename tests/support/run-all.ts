import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../src/markdown/chromium.ts';
import { countPlaywright, countVitest, readReport, type Counts } from './test-counts.ts';
import { runSteps, type TestStep } from './test-step.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
const vitestReport = join(folder, 'vitest.json');
const siteReport = join(folder, 'site.json');
const lighthouseReport = join(folder, 'lighthouse.json');
const auditReport = join(folder, 'audit.txt');
const playwrightReport = join(folder, 'playwright.json');

const steps: TestStep[] = [
  { name: 'format', command: 'prettier --check .' },
  // Makes the types of the content collections too, which linting reads: a fresh clone has none.
  { name: 'types', command: 'astro check' },
  { name: 'lint', command: 'eslint .' },
  { name: 'core types', command: 'tsc -p src/core' },
  { name: 'worker types', command: 'tsc -p src/worker' },
  {
    name: 'unit and content tests',
    command: `vitest run --reporter=default --reporter=json --outputFile=${vitestReport}`,
    count: () => countVitest(vitestReport),
  },
  // Counts nothing where the registry does not answer.
  {
    name: 'known vulnerabilities',
    command: `node tests/support/audit.ts ${auditReport}`,
    count: () => readReport<Counts>(auditReport),
  },
  { name: 'build', command: 'astro build' },
  {
    name: 'tests of the built files',
    command: `vitest run --config tests/site/vitest.config.ts --root . --reporter=default --reporter=json --outputFile=${siteReport}`,
    count: () => countVitest(siteReport),
  },
  {
    name: 'end-to-end tests',
    command: 'playwright test --reporter=list,json',
    count: () => countPlaywright(playwrightReport),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
  },
  // Last: its score for performance is timed, and what CI builds beside the tests has ended by then.
  {
    name: 'Lighthouse',
    command: `vitest run --config tests/lighthouse/vitest.config.ts --root . --reporter=default --reporter=json --outputFile=${lighthouseReport}`,
    count: () => countVitest(lighthouseReport),
  },
];

try {
  console.log(`Chromium: ${ensureChromium()}`);
  runSteps(steps);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
