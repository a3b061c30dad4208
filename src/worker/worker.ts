import type { PrecacheController } from 'workbox-precaching';
import type { Manifest } from './manifest.ts';
import { offlinePage } from './offline-page.ts';
import { installAll, openPrecache, precachedUrl } from './precache.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in when the worker is built: `src/offline/bundle-worker.ts`. */
declare const siteManifest: Manifest;

// Named once: each mention is replaced by the whole list.
const manifest = siteManifest;
const precache = openPrecache(manifest);

/**
 * A cache that exists once this version was given up: its copy turned out to be broken, and the server has
 * another version by now. From then on everything comes from the network, so that the two never mix.
 */
const givenUpName = `given-up-${manifest.version}`;
const isGivenUp = () => caches.has(givenUpName);

async function giveUp(): Promise<void> {
  await caches.open(givenUpName);
  await caches.delete(precache.strategy.cacheName);
  await self.registration.update().catch(() => undefined);
}

async function fromPrecache(
  controller: PrecacheController,
  event: FetchEvent,
  url: string,
): Promise<Response> {
  const cacheKey = controller.getCacheKeyForURL(url) ?? url;
  const integrity = controller.getIntegrityForCacheKey(cacheKey);
  // A file that is missing comes from the network, but only as it was in this version; it is then kept again.
  return controller.strategy.handle({ event, request: new Request(url), params: { cacheKey, integrity } });
}

/** What a page or a script names that it does not work without: style sheets, scripts, and what those import. */
const needed = /(?:href=|src=|from|import)"([^"]+\.(?:css|js))"/g;

/**
 * A page, when all that it needs is there too.
 * @throws when one of the files is neither in the cache nor, as it was, on the network
 */
async function wholePage(event: FetchEvent, pageUrl: string): Promise<Response> {
  const seen = new Set<string>();
  const take = async (url: string): Promise<Response> => {
    seen.add(url);
    const response = await fromPrecache(precache, event, url);
    const others: Promise<Response>[] = [];
    for (const [, name = ''] of (await response.clone().text()).matchAll(needed)) {
      const other = precachedUrl(precache, new URL(name, url).href);
      if (other !== undefined && !seen.has(other)) others.push(take(other));
    }
    await Promise.all(others);
    return response;
  };
  return take(pageUrl);
}

/** The page for an address that the site does not have, or the one that needs no other file. */
async function missingPage(event: FetchEvent, url: string | undefined): Promise<Response> {
  const { scope } = self.registration;
  const page =
    url === undefined
      ? await wholePage(event, `${scope}404.html`).then(
          (response) => response.text(),
          () => undefined,
        )
      : undefined;
  return new Response(page ?? offlinePage(scope), {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

async function answerPage(event: FetchEvent, url: string | undefined): Promise<Response> {
  if (url !== undefined && !(await isGivenUp())) {
    try {
      return await wholePage(event, url);
    } catch {
      // Not all of it in the cache or, as it was, on the network.
    }
  }
  try {
    const response = await fetch(event.request);
    if (url !== undefined && response.ok && !(await isGivenUp())) await giveUp();
    return response;
  } catch {
    return missingPage(event, url);
  }
}

async function answerFile(event: FetchEvent, url: string): Promise<Response> {
  return (await isGivenUp()) ? fetch(event.request) : fromPrecache(precache, event, url);
}

self.addEventListener('install', (event) => event.waitUntil(installAll(manifest, event)));

self.addEventListener('activate', (event) => {
  void precache.activate(event);
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith('given-up-') && name !== givenUpName) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  if (method !== 'GET' || !url.startsWith(self.registration.scope)) return;
  const precached = precachedUrl(precache, url);
  if (mode === 'navigate') event.respondWith(answerPage(event, precached));
  else if (precached !== undefined) event.respondWith(answerFile(event, precached));
});

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { type } = event.data as { type?: string };
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  if (type === 'DESCRIBE') {
    const { version, bytes } = manifest;
    event.ports[0]?.postMessage({ version, bytes });
  }
});
