import { PrecacheController } from 'workbox-precaching';
import type { Manifest } from './manifest.ts';

/** Files are fetched in so many rows at a time: Workbox takes the files of one controller one after the other. */
const rows = 6;

/**
 * The entries carry their hash twice: as revision, so that an unchanged file is kept and two versions never share
 * an address of the cache; and as integrity, so that a file of another version, or half a file, is never taken for it.
 */
function entriesOf({ files }: Manifest) {
  return files.map(([url, sha256]) => ({
    url,
    revision: sha256.slice(0, 12),
    integrity: `sha256-${sha256}`,
  }));
}

/** Fetches what is not in the cache yet; one failure fails the whole version. */
export async function installAll(manifest: Manifest, event: ExtendableEvent): Promise<void> {
  const entries = entriesOf(manifest);
  const controllers = Array.from({ length: rows }, (_, row) => {
    const controller = new PrecacheController();
    controller.addToCacheList(entries.filter((_, index) => index % rows === row));
    return controller;
  });
  await Promise.all(controllers.map((controller) => controller.install(event)));
}

/** The controller that answers from the cache and, when activated, drops what other versions left there. */
export function openPrecache(manifest: Manifest): PrecacheController {
  const controller = new PrecacheController();
  controller.addToCacheList(entriesOf(manifest));
  return controller;
}

/** The precached address that answers a request, if there is one. */
export function precachedUrl(controller: PrecacheController, address: string): string | undefined {
  const url = new URL(address);
  url.hash = '';
  url.search = '';
  const folder = new URL(url);
  folder.pathname = url.pathname.replace(/(\/index\.html|\/)?$/, '/');
  return [url.href, folder.href].find((href) => controller.getCacheKeyForURL(href) !== undefined);
}
