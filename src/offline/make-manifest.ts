import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../worker/manifest.ts';
import { listFiles } from './list-files.ts';

/** What a copy for offline reading leaves out. */
const leftOut: readonly [pattern: RegExp, why: string][] = [
  [/^sw\.js$/, 'the service worker is kept by the browser itself'],
  [/^_?lab\//, 'the machine in the page is large; it keeps its own files when it is started'],
  [/\.(zip|pdf)$/, 'whole books, for those who download them'],
  [/^(og\/|screenshot\.png$)/, 'pictures for other sites'],
  [/\.xml$|^robots\.txt$|^llms.*\.txt$/, 'for machines'],
];

/** A page is asked for by its folder; hosts that drop `index.html` from addresses then have nothing to redirect. */
function urlOf(file: string): string {
  const url = file.replace(/(^|\/)index\.html$/, '$1');
  return url === '' ? './' : url.split('/').map(encodeURIComponent).join('/');
}

/** Describes the files of a built site that its readers keep. */
export function makeManifest(root: string): Manifest {
  const kept = listFiles(root).filter((file) => !leftOut.some(([pattern]) => pattern.test(file)));
  const all = createHash('sha256');
  let bytes = 0;
  const files = kept.map((file): readonly [string, string] => {
    const content = readFileSync(join(root, file));
    bytes += content.length;
    const sha256 = createHash('sha256').update(content).digest('base64');
    all.update(`${file} ${sha256}\n`);
    return [urlOf(file), sha256];
  });
  return { version: all.digest('hex').slice(0, 12), bytes, files };
}
