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

async function missingPage(): Promise<Response> {
  const page = await precache.matchPrecache(new URL('404.html', self.registration.scope).href);
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(page ? await page.text() : offlinePage(self.registration.scope), {
    status: 503,
    headers,
  });
}

async function answerPage(event: FetchEvent, url: string | undefined): Promise<Response> {
  if (url !== undefined && !(await isGivenUp())) {
    try {
      return await fromPrecache(precache, event, url);
    } catch {
      // Neither in the cache nor, as it was, on the network.
    }
  }
  try {
    const response = await fetch(event.request);
    if (url !== undefined && response.ok && !(await isGivenUp())) await giveUp();
    return response;
  } catch {
    return url === undefined
      ? missingPage()
      : new Response(offlinePage(self.registration.scope), {
          status: 503,
          headers: { 'content-type': 'text/html; charset=utf-8' },
        });
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
