import { siteRoot } from '../page/site-root.ts';
import type { Pagefind } from './pagefind.ts';

/** Loads Pagefind and the site's index. @param index address of the folder of both */
export async function openIndex(index: URL): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ new URL('pagefind.js', index).href)) as Pagefind;
  await pagefind.options({ baseUrl: siteRoot().pathname });
  await pagefind.init();
  return pagefind;
}
