import type { Found, Search } from './find-worker.ts';

/** A search that takes longer is given up. */
const longestSearchMs = 10_000;

/** Searches for a packet that reaches a rule, in a worker; null when it took too long. @throws Error when the worker fails */
export function findPacket(search: Search): Promise<Found | null> {
  const worker = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Found | null>((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), longestSearchMs);
    worker.addEventListener('message', ({ data }: MessageEvent<Found>) => {
      clearTimeout(timer);
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      clearTimeout(timer);
      reject(new Error(event.message));
    });
    worker.postMessage(search);
  }).finally(() => worker.terminate());
}
