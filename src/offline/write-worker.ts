import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../worker/manifest.ts';
import { bundleWorker } from './bundle-worker.ts';
import { listFiles } from './list-files.ts';
import { makeManifest } from './make-manifest.ts';

/** Stands in pages for the version they belong to. */
export const versionPlace = '__SITE_VERSION__';

/**
 * Writes the service worker of a built site, and the version into its pages: a page can then tell that the worker
 * that serves it has another one.
 */
export async function writeWorker(root: string): Promise<Manifest> {
  const { version } = makeManifest(root);
  for (const file of listFiles(root).filter((name) => name.endsWith('.html'))) {
    const path = join(root, file);
    const html = readFileSync(path, 'utf8');
    if (html.includes(versionPlace)) writeFileSync(path, html.replaceAll(versionPlace, version));
  }
  const manifest = { ...makeManifest(root), version };
  writeFileSync(join(root, 'sw.js'), await bundleWorker(manifest));
  return manifest;
}
