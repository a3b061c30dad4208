import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** The docker machine in the built site: `npm run lab` builds it, `npm run test:lab` tests it. */
export default defineConfig({
  ...base,
  testDir: 'page',
  workers: 1,
  webServer: { ...base.webServer, cwd: join(import.meta.dirname, '..', '..') },
} as typeof base);
