import type { AstroIntegration } from 'astro';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listChapters } from '../../chapters.ts';
import { pageMarkdown } from './page-markdown.ts';

/** Writes each chapter as Markdown beside its page: `/dns/` as `/dns.md`. */
export function pagesAsMarkdown(): AstroIntegration {
  let site: string | undefined;
  return {
    name: 'pages-as-markdown',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = config.site && new URL(`${config.base.replace(/\/$/, '')}/`, config.site).href;
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        for (const slug of listChapters()) {
          const html = readFileSync(join(root, slug, 'index.html'), 'utf8');
          const markdown = await pageMarkdown(html, { site, path: `${slug}/` });
          if (markdown === undefined) throw new Error(`${slug}/index.html has no heading or no text`);
          writeFileSync(join(root, `${slug}.md`), markdown);
        }
      },
    },
  };
}
