import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
// Not from `astro:content`, which brings Astro's whole runtime, through Vite, to read this file.
import { defineCollection } from 'astro/content/config';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageId } from './chapters.ts';

export const collections = {
  /** A chapter is a folder; each language of it is one MDX file there. */
  docs: defineCollection({
    loader: glob({
      base: './content/chapters',
      pattern: '*/{zh,en}.mdx',
      generateId: ({ entry }) => pageId(entry),
    }),
    schema: docsSchema({
      extend: z.object({
        /** The chapters that a reader should know before this one. */
        needs: z.array(z.string()).default([]),
      }),
    }),
  }),
  /** Words of the site's frame that differ from Starlight's, which takes the language from a path below `src`. */
  i18n: defineCollection({
    loader: () =>
      readdirSync('content/i18n').map((name) => ({
        id: name.replace(/\.json$/, ''),
        ...(JSON.parse(readFileSync(join('content/i18n', name), 'utf8')) as Record<string, string>),
      })),
    schema: i18nSchema(),
  }),
};
