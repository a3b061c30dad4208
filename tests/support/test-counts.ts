import { readFileSync } from 'node:fs';

/** How many tests of a run passed, and how many did not; a skipped test is not a pass. */
export interface Counts {
  passed: number;
  failed: number;
}

/** Reads a JSON report. @throws Error when the runner left none */
export function readReport<Report>(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** Counts what Vitest's JSON reporter wrote. */
export function countVitest(file: string): Counts {
  const { numPassedTests, numTotalTests } =
    readReport<Record<'numPassedTests' | 'numTotalTests', number>>(file);
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests };
}

/** Counts what Playwright's JSON reporter wrote. */
export function countPlaywright(file: string): Counts {
  const { stats } = readReport<{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }>(
    file,
  );
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}
