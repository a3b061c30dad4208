import { strToU8, zipSync, type Zippable } from 'fflate';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../list-files.ts';
import { readme } from './readme.ts';
import { relativePage } from './relative-page.ts';

const folder = 'docker-network-notes';
/** The same build gives the same file. */
const date = new Date(2000, 0, 1);

/** A server shows the page of an unknown address below any path, where relative addresses lead nowhere. */
const leftOut = /^(404\.html|sw\.js|_?lab\/.*|.*\.(zip|pdf))$/;

/** A copy from the archive needs no other one, and does not offer itself to be downloaded. */
function withoutOffline(html: string): string {
  return html.replace(/<dn-offline[\s\S]*?<\/dn-offline>/, '');
}

/** Pictures, fonts, and Pagefind's index. */
const isCompressed = /\.(png|woff2|pagefind|pf_\w+)$/;

/** Packs a built site into one file that works from any static server, below any path. */
export function writeArchive(root: string, base: string, output: string): { files: number; bytes: number } {
  const names = listFiles(root).filter((name) => !leftOut.test(name));
  const files = new Set(names);
  const entries: Zippable = { [`${folder}/README.txt`]: strToU8(readme) };
  for (const name of names) {
    const content = readFileSync(join(root, name));
    entries[`${folder}/${name}`] = name.endsWith('.html')
      ? strToU8(relativePage(withoutOffline(content.toString('utf8')), name, base, files))
      : [content, { level: isCompressed.test(name) ? 0 : 6 }];
  }
  const archive = zipSync(entries, { level: 6, mtime: date });
  writeFileSync(output, archive);
  return { files: names.length, bytes: archive.length };
}
