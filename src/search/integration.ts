import type { AstroIntegration } from 'astro';
import { fileURLToPath } from 'node:url';
import { isReference, listFolders, slugOfFolder } from '../chapters.ts';
import { writeIndex, type IndexedPage } from './write-index.ts';

/** The pages that are searched, in the order of the book. */
function listPages(): IndexedPage[] {
  const chapters = listFolders().map((folder) => ({
    slug: slugOfFolder(folder),
    isReference: isReference(folder),
  }));
  return [...chapters, { slug: 'tracer', isReference: true }];
}

/** Indexes the chapters of the site, and the tracer, once it is built. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const records = await writeIndex(fileURLToPath(dir), listPages());
        logger.info(`${records} records to search`);
      },
    },
  };
}
