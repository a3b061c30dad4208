import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Levels A and AA of WCAG 2.2, and what axe counts as good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong on a page: a line for each rule, with the places.
 *
 * In what axe calls legacy mode all of it runs in the page and only the answer leaves it. Otherwise what every rule says
 * of every node goes to this process and back to a second page, which takes longer than the rules. The difference is
 * frames of other origins: the site has none.
 *
 * @param narrow Chooses a part of the page.
 */
export async function findViolations(page: Page, narrow = (axe: AxeBuilder) => axe): Promise<string[]> {
  // What passes is not listed: on a page of transcripts the list takes as long as the rules.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(rules);
  const { violations } = await narrow(axe).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
