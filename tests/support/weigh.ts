import { brotliCompressSync } from 'node:zlib';
import type { Page, Response } from 'playwright';

/** What a page loads before anyone touches it: bytes by address, as a host with Brotli sends them. */
export async function weigh(page: Page, address: string): Promise<ReadonlyMap<string, number>> {
  const bodies: Promise<[string, number]>[] = [];
  const onResponse = (response: Response) => {
    bodies.push(response.body().then((body) => [response.url(), brotliCompressSync(body).length]));
  };
  page.on('response', onResponse);
  await page.goto(address, { waitUntil: 'networkidle' });
  page.off('response', onResponse);
  return new Map(await Promise.all(bodies));
}

export function sum(sizes: Iterable<number>): number {
  return [...sizes].reduce((total, size) => total + size, 0);
}
