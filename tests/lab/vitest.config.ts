import { defineConfig } from 'vitest/config';

// The docker machine is built by `npm run lab`, not committed; .ci/run builds it and runs these.
export default defineConfig({
  test: {
    include: ['tests/lab/*.test.ts'],
    // Each file has one machine, and a machine keeps one processor busy.
    maxWorkers: 2,
    // V8 would compile again, with its optimising compiler, what runs often of what v86 has compiled: as much work as the
    // machine's own, for a machine that lives for a minute.
    execArgv: ['--liftoff-only'],
    // An emulated processor beside other work: each test waits for evidence, none for time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
