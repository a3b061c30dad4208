import { Zip, ZipPassThrough } from 'fflate';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
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

/** A file of a ZIP archive, compressed by Node's zlib, which takes less time than fflate's own; it is given in one piece. */
class Deflated extends ZipPassThrough {
  override compression = 8;
  protected override process(content: Uint8Array<ArrayBuffer>, isFinal: boolean): void {
    this.ondata(null, deflateRawSync(content), isFinal);
  }
}

/** Packs a built site into one file that works from any static server, below any path. */
export function writeArchive(root: string, base: string, output: string): { files: number; bytes: number } {
  const names = listFiles(root).filter((name) => !leftOut.test(name));
  const files = new Set(names);
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const add = (name: string, content: Buffer) => {
    const file = new (isCompressed.test(name) ? ZipPassThrough : Deflated)(`${folder}/${name}`);
    file.mtime = date;
    zip.add(file);
    file.push(content, true);
  };
  add('README.txt', Buffer.from(readme));
  for (const name of names) {
    const content = readFileSync(join(root, name));
    const html = () => relativePage(withoutOffline(content.toString('utf8')), name, base, files);
    add(name, name.endsWith('.html') ? Buffer.from(html()) : content);
  }
  zip.end();
  const archive = Buffer.concat(pieces);
  writeFileSync(output, archive);
  return { files: names.length, bytes: archive.length };
}
