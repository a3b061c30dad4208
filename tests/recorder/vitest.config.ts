import { defineConfig } from 'vitest/config';

/** What only a root Linux can do: real sandboxes, real daemons. One file at a time, since they look at the whole machine. */
export default defineConfig({
  test: {
    include: ['tests/recorder/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
