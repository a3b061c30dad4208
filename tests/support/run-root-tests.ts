import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Runs a folder of tests that need a root Linux (`recorder`, `kernel`, `lab`) and ends with `N passed, N failed`; a skipped test counts as failed.
const [suite = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
const report = join(folder, 'vitest.json');
try {
  const command = `vitest run --config tests/${suite}/vitest.config.ts --root . --reporter=default --reporter=json --outputFile=${report}`;
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
    'numPassedTests' | 'numTotalTests',
    number
  >;
  const failed = Math.max(numTotalTests - numPassedTests, status === 0 ? 0 : 1);
  console.log(`\n${numPassedTests} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
