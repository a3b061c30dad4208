import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { listChapters } from '../chapters.ts';
import { writeIndex } from './write-index.ts';

/** Indexes the chapters of the site, and the tracer, once it is built. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const records = await writeIndex(fileURLToPath(dir), [...listChapters(), 'tracer']);
        logger.info(`${records} records to search`);
      },
    },
  };
}
