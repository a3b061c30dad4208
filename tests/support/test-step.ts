import { spawnSync } from 'node:child_process';
import type { Counts } from './test-counts.ts';

/** A command of a test run. */
export interface TestStep {
  name: string;
  command: string;
  /** Reads how many tests ran; a step without it counts as one check. */
  count?: () => Counts;
  env?: NodeJS.ProcessEnv;
}

function runStep({ name, command, count, env }: TestStep): Counts {
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

/** Runs every step, sums them up in a last line, `N passed, N failed`, and sets the exit status. */
export function runSteps(steps: readonly TestStep[]): void {
  const results = steps.map((step) => {
    const start = performance.now();
    const counts = runStep(step);
    return { name: step.name, seconds: Math.round((performance.now() - start) / 1000), ...counts };
  });
  console.log('');
  for (const { name, seconds, passed, failed } of results) {
    const mark = failed > 0 ? '✗' : passed > 0 ? '✓' : '–';
    console.log(`${mark} ${name}: ${passed} passed, ${failed} failed · ${seconds} s`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
