import { defineConfig } from 'vitest/config';

/** Tests of the built files; `astro build` comes first. One file after the other: one of them times a build. */
export default defineConfig({
  test: { include: ['tests/site/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
});
