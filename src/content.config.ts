import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { pageId } from './chapters.ts';

/** A chapter is a folder; each language of it is one MDX file there. */
export const collections = {
  docs: defineCollection({
    loader: glob({
      base: './content/chapters',
      pattern: '*/{zh,en}.mdx',
      generateId: ({ entry }) => pageId(entry),
    }),
    schema: docsSchema(),
  }),
};
