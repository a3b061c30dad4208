import { join } from 'node:path';
import type { Plugin } from 'vite';

/** For `astro dev`: what pages read of chapters by Node (`chapter-files.ts`) is read anew when one of the files changes. */
export function watchChapterFiles(): Plugin {
  return {
    name: 'watch-chapter-files',
    apply: 'serve',
    configureServer({ config, watcher, environments, ws }) {
      const folder = join(config.root, 'content/chapters/');
      watcher.on('all', (_, path) => {
        if (!path.startsWith(folder) || path.endsWith('.mdx')) return;
        for (const { moduleGraph } of Object.values(environments)) moduleGraph.invalidateAll();
        ws.send({ type: 'full-reload' });
      });
    },
  };
}
