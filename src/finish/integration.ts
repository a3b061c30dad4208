import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { finishSite } from './finish-site.ts';

/** Finishes the pages when they are all built: one small style sheet, a strict Content-Security-Policy. */
export function finishPages(): AstroIntegration {
  let base = '/';
  return {
    name: 'finish-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        logger.info(await finishSite(fileURLToPath(dir), base));
      },
    },
  };
}
