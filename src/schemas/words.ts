import { z } from 'zod';

/** A text in the site's languages: Chinese always, English once translated. */
export const words = z
  .strictObject({
    zh: z.string().min(1).describe('Chinese, the default language.'),
    en: z.string().min(1).optional().describe('English; the Chinese text stands in while it is missing.'),
  })
  .describe('A text in the languages of the site.');

export type Words = z.infer<typeof words>;
