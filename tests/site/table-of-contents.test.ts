import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './built-pages.ts';

test("the table of contents is the site's own: Starlight's, which watches every block, is not in it", () => {
  const scripts = globSync('_astro/*.js', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  expect(scripts.filter((script) => /define\([`'"]starlight-toc[`'"]/.test(script))).toHaveLength(1);
  // A class of Starlight's that its script looks for.
  expect(scripts.filter((script) => script.includes('sl-heading-wrapper'))).toEqual([]);
});
