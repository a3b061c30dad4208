import { defineConfig } from 'vitest/config';

/** Lighthouse on every built page, one look at a time. */
export default defineConfig({
  test: {
    include: ['tests/lighthouse/**/*.test.ts'],
    testTimeout: 180_000,
    // Compresses the whole site.
    hookTimeout: 120_000,
  },
});
