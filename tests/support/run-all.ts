import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../src/markdown/chromium.ts';

interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  command: string;
  /** Reads how many tests ran; a step without it counts as one check. */
  count?: () => Counts;
  env?: NodeJS.ProcessEnv;
}

const folder = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
const vitestReport = join(folder, 'vitest.json');
const siteReport = join(folder, 'site.json');
const lighthouseReport = join(folder, 'lighthouse.json');
const auditReport = join(folder, 'audit.txt');
const playwrightReport = join(folder, 'playwright.json');

function readJson<Report>(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function countVitest(file: string): Counts {
  const report = readJson<{ numPassedTests: number; numTotalTests: number }>(file);
  // A skipped test is not a pass.
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests };
}

/** Nothing is counted where the registry does not answer. */
function countAudit(): Counts {
  return readJson<Counts>(auditReport);
}

function countPlaywright(): Counts {
  const { stats } = readJson<{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }>(
    playwrightReport,
  );
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

const steps: Step[] = [
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
  { name: 'known vulnerabilities', command: `node tests/support/audit.ts ${auditReport}`, count: countAudit },
  { name: 'build', command: 'astro build' },
  {
    name: 'tests of the built files',
    command: `vitest run --config tests/site/vitest.config.ts --root . --reporter=default --reporter=json --outputFile=${siteReport}`,
    count: () => countVitest(siteReport),
  },
  {
    name: 'Lighthouse',
    command: `vitest run --config tests/lighthouse/vitest.config.ts --root . --reporter=default --reporter=json --outputFile=${lighthouseReport}`,
    count: () => countVitest(lighthouseReport),
  },
  {
    name: 'end-to-end tests',
    command: 'playwright test --reporter=list,json',
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
  },
];

function runStep({ name, command, count, env }: Step): Counts {
  console.log(`\n── ${name}: ${command}`);
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } });
  try {
    const counts = count?.() ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
    // A runner that fails without a failed test (a crash, a failed teardown) has failed all the same.
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    console.error(`${name} left no report: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

try {
  console.log(`Chromium: ${ensureChromium()}`);
  const results = steps.map((step) => ({ name: step.name, ...runStep(step) }));
  console.log('');
  for (const { name, passed, failed } of results)
    console.log(`${failed > 0 ? '✗' : passed > 0 ? '✓' : '–'} ${name}: ${passed} passed, ${failed} failed`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
