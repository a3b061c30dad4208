import type { AstroIntegration } from 'astro';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeArchive } from './archive/write-archive.ts';
import { writeWorker } from './write-worker.ts';

/**
 * Makes a built site readable offline: an archive of it for any server, and the service worker. It comes after
 * everything that writes files of the site.
 */
export function offline(): AstroIntegration {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const archive = writeArchive(root, base, join(root, 'docker-network-notes.zip'));
        logger.info(`archive: ${archive.files} files, ${(archive.bytes / 1e6).toFixed(1)} MB`);
        const { version, bytes, files } = await writeWorker(root);
        logger.info(`offline copy ${version}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
      },
    },
  };
}
