import { editDistance, nearest } from '../core/nearest.ts';

/** The text of an address; as it stands where its escapes are not UTF-8 (`/%E0%A4`). */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The page whose address is nearest to a path that leads nowhere; none for a word that resembles nothing. */
export function nearestPage(path: string, pages: readonly string[]): string | undefined {
  const wanted = decode(path)
    .replace(/\/(index\.html)?$/, '')
    .split('/')
    .at(-1)
    ?.replace(/^\d+-|\.\w+$/g, '');
  const [page] = wanted ? nearest(wanted, pages, 1) : [];
  if (!wanted || page === undefined || editDistance(wanted, page) > page.length / 2) return undefined;
  return page;
}
