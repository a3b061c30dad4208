import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './src/markdown/chromium.ts';

const port = Number(process.env.PORT ?? 4323);

/** End-to-end tests of the built site. */
export default defineConfig({
  testDir: 'tests/e2e',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Ends what hangs. A slow host takes half a minute for what takes a fast one two seconds; nothing is timed here.
  timeout: 120_000,
  workers: 2,
  reporter: [['list']],
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'zh-CN',
    launchOptions: { executablePath: findChromium(), args: [...chromiumArguments] },
    permissions: ['clipboard-read', 'clipboard-write'],
  },
  webServer: {
    command: `astro preview --ignore-lock --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
