import type { AstroIntegration } from 'astro';

/** Adds what needs the site's own address, where it is known (`SITE_URL`): the feed of updates. */
export function feeds(): AstroIntegration {
  return {
    name: 'feeds',
    hooks: {
      'astro:config:setup': ({ config, injectRoute }) => {
        if (config.site !== undefined) injectRoute({ pattern: '/rss.xml', entrypoint: './src/feeds/rss.ts' });
      },
    },
  };
}
