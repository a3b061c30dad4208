import { LabFailure } from './failure.ts';
import type { MachineManifest } from './machine.ts';

/** The browser's store for machines; its files have names that never change their content. */
const cacheName = 'dn-lab';

export interface Progress {
  loadedBytes: number;
  totalBytes: number;
}

/** Without a secure context (plain HTTP from another host) there is no Cache Storage: it is downloaded each time. */
function openCache(): Promise<Cache | undefined> {
  return 'caches' in globalThis ? caches.open(cacheName).catch(() => undefined) : Promise.resolve(undefined);
}

async function fetchFresh(url: string): Promise<Response> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new LabFailure('offline', String(error));
  });
  if (!response.ok) throw new LabFailure('offline', `${url}: ${response.status}`);
  return response;
}

/** A file that never changes, from the browser's store or the network; it is kept for the next time. @throws LabFailure */
export async function fetchKept(url: string): Promise<Response> {
  const cache = await openCache();
  const kept = await cache?.match(url);
  if (kept) return kept;
  const response = await fetchFresh(url);
  // A full disk is no reason not to start.
  await cache?.put(url, response.clone()).catch(() => {});
  return response;
}

/** A file that may change: from the network, or as it was last seen while there is none. @throws LabFailure */
export async function fetchNewest(url: string): Promise<Response> {
  const cache = await openCache();
  try {
    const response = await fetchFresh(url);
    await cache?.put(url, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const kept = await cache?.match(url);
    if (!kept) throw error;
    return kept;
  }
}

/** The manifest of a machine: from the network, or the last one seen while there is none. @throws LabFailure */
export async function loadManifest(base: string): Promise<MachineManifest> {
  return (await (await fetchNewest(`${base}manifest.json`)).json()) as MachineManifest;
}

/** Whether everything that a start downloads is here already. */
export async function isDownloaded({ state }: MachineManifest, base: string): Promise<boolean> {
  const cache = await openCache();
  if (!cache) return false;
  const found = await Promise.all(state.files.map(({ name }) => cache.match(base + name)));
  return found.every(Boolean);
}

async function readAll(
  response: Response,
  into: Uint8Array,
  received: (piece: Uint8Array) => void,
): Promise<number> {
  let end = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return end;
    const value = piece.value as Uint8Array;
    if (end + value.length > into.length)
      throw new LabFailure('offline', 'more bytes than the manifest says');
    into.set(value, end);
    end += value.length;
    received(value);
  }
}

async function hexDigest(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function loadFile(
  url: string,
  file: { bytes: number; sha256: string },
  cache: Cache | undefined,
  received: (piece: Uint8Array) => void,
): Promise<void> {
  const part = new Uint8Array(file.bytes);
  const kept = await cache?.match(url);
  const response = kept ?? (await fetchFresh(url));
  const length = await readAll(response, part, received);
  const isWhole = length === file.bytes && (!crypto.subtle || (await hexDigest(part)) === file.sha256);
  if (!isWhole) {
    await cache?.delete(url);
    throw new LabFailure('offline', `${url} is damaged`);
  }
  // A full disk is no reason not to start.
  if (!kept) await cache?.put(url, new Response(part)).catch(() => {});
}

/** Removes the files of earlier versions of a machine. */
async function forgetOthers(
  cache: Cache | undefined,
  base: string,
  { state, disk }: MachineManifest,
): Promise<void> {
  const start = new URL(base, location.href).href;
  const wanted = [
    ...state.files.map(({ name }) => name),
    'manifest.json',
    disk?.url.replace(/[^/]*$/, '') ?? '',
  ];
  const isWanted = (path: string) => wanted.some((name) => name !== '' && path.startsWith(name));
  for (const { url } of (await cache?.keys()) ?? []) {
    if (url.startsWith(start) && !isWanted(url.slice(start.length))) await cache?.delete(url);
  }
}

/**
 * Downloads a machine's saved state, or takes it from the browser's store, and hands it on as it comes, in order. Each
 * file is checked against its hash. @throws LabFailure also after all was handed on
 */
export async function loadState(
  manifest: MachineManifest,
  base: string,
  progress: (progress: Progress) => void,
  received: (piece: Uint8Array) => void,
): Promise<void> {
  const { files, bytes } = manifest.state;
  const cache = await openCache();
  let loadedBytes = 0;
  for (const file of files) {
    await loadFile(base + file.name, file, cache, (piece) => {
      received(piece);
      progress({ loadedBytes: (loadedBytes += piece.length), totalBytes: bytes });
    });
  }
  await forgetOthers(cache, base, manifest);
}
