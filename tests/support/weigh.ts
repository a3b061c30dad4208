import { brotliCompressSync } from 'node:zlib';
import type { Page, Response } from 'playwright';

/** A file that a page loaded. */
export interface LoadedFile {
  url: string;
  /** Its size as a host with Brotli sends it. */
  bytes: number;
  /** Whether the first paint waited for it. */
  isCritical: boolean;
}

/** The style sheets that hold up the first paint, and classic scripts that have an address. */
const blocking =
  'link[rel=stylesheet]:not([media=print]), script[src]:not([type=module]):not([async]):not([defer])';

/** What a page loads before anyone touches it. */
export async function weigh(page: Page, address: string): Promise<readonly LoadedFile[]> {
  const bodies: Promise<Omit<LoadedFile, 'isCritical'>>[] = [];
  const onResponse = (response: Response) => {
    const url = response.url();
    bodies.push(response.body().then((body) => ({ url, bytes: brotliCompressSync(body).length })));
  };
  page.on('response', onResponse);
  await page.goto(address, { waitUntil: 'networkidle' });
  page.off('response', onResponse);
  const waitedFor = await page.locator(blocking).evaluateAll((elements) =>
    // Those that a script added came after the first paint.
    elements.map((element) => (element as HTMLLinkElement).href || (element as HTMLScriptElement).src),
  );
  const critical = new Set([page.url(), ...waitedFor]);
  return (await Promise.all(bodies)).map((file) => ({ ...file, isCritical: critical.has(file.url) }));
}

/** Bytes of some files together. */
export function sumBytes(files: readonly LoadedFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

/** How much the page moved by itself so far, as browsers measure it. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            total += (entry as PerformanceEntry & { value: number }).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(total)));
      }),
  );
}
