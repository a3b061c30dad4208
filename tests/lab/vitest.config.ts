import { defineConfig } from 'vitest/config';

// The docker machine is built by `npm run lab`, not committed; .ci/run builds it and runs these.
export default defineConfig({
  test: {
    include: ['tests/lab/*.test.ts'],
    fileParallelism: false,
    // An emulated processor beside other work: each test waits for evidence, none for time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
