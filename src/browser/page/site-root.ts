/**
 * Where the site begins. A page's script cannot know it (`import.meta.env.BASE_URL` is that of the build, and the
 * archive lies anywhere), but an address in the page is right wherever it lies.
 */
export function siteRoot(): URL {
  const index = document.querySelector<HTMLElement>('dn-search')?.dataset.index;
  if (index === undefined) throw new Error('a page without a search does not say where the site begins');
  return new URL('..', new URL(index, document.baseURI));
}
