import { defineConfig } from 'vitest/config';

/** The kernel as judge: needs root on Linux. One file at a time, since each keeps a processor busy. */
export default defineConfig({
  test: {
    include: ['tests/kernel/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
