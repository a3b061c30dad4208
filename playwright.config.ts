import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './src/markdown/chromium.ts';

// The docker machine is built by `npm run lab`, which needs a root Linux. Where DOCKER_MACHINE=required (`.ci/run`), its
// tests run in any case, and fail where it is missing.
const hasDockerMachine =
  process.env.DOCKER_MACHINE === 'required' || existsSync('public/lab/docker/manifest.json');
const port = Number(process.env.PORT ?? 4323);

/** End-to-end tests of the built site. */
export default defineConfig({
  testDir: 'tests/e2e',
  testIgnore: hasDockerMachine ? [] : ['**/lab-docker.spec.ts'],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
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
