import { existsSync, globSync } from 'node:fs';
import { listChapters } from '../../src/chapters.ts';

/** Where `astro build` writes to. */
export const root = 'dist';

/** The built pages, as paths below the root. @throws Error when the site is not built, or not wholly */
export function builtPages(): string[] {
  const pages = globSync('**/*.html', { cwd: root }).sort();
  const wanted = ['index.html', '404.html', ...listChapters().map((slug) => `${slug}/index.html`)];
  const missing = wanted.filter((page) => !pages.includes(page));
  if (!existsSync(root) || missing.length > 0) {
    throw new Error(`${root} lacks ${missing.join(', ')}: run \`npm run build\` first`);
  }
  return pages;
}
