import { defineConfig } from 'vitest/config';

/** Tests of the built files; `astro build` comes first. */
export default defineConfig({ test: { include: ['tests/site/**/*.test.ts'], testTimeout: 60_000 } });
