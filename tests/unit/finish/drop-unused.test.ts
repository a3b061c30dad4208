import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { dropUnused, matchableOf } from '../../../src/finish/style-sheets.ts';
import { elementsOf } from '../../../src/finish/tree.ts';

const page = parse(
  '<p class="kept md:wide">prose names aside and .said</p><script>element.className = "made"</script>',
);

test('a rule stays for what elements and scripts name, not for what the prose says', async () => {
  const css = '.kept{color:red}.md\\:wide{color:red}.made{color:red}.said{color:red}aside{color:red}';
  const rest = await dropUnused(css, matchableOf([...elementsOf(page)]), []);
  expect(rest).toBe('.kept{color:red}.md\\:wide{color:red}.made{color:red}');
});
