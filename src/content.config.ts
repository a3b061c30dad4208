import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
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
  /** Words of the site's frame that differ from Starlight's. */
  i18n: defineCollection({
    loader: glob({
      base: './content/i18n',
      pattern: '*.json',
      generateId: ({ entry }) => entry.replace(/\.json$/, ''),
    }),
    schema: i18nSchema(),
  }),
};
