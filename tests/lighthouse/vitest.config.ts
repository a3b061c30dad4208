import { defineConfig } from 'vitest/config';

/** Lighthouse on every built page; two at a time, since a page waits for its network most of the time. */
export default defineConfig({
  test: {
    include: ['tests/lighthouse/**/*.test.ts'],
    maxConcurrency: 2,
    testTimeout: 180_000,
    // Compresses the whole site.
    hookTimeout: 120_000,
  },
});
