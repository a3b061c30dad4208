import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { relative } from 'node:path/posix';

/** Commands for the clipboard, which may look like addresses. */
const neverAddress = /^data-copy/;

function* elementsOf(node: Tree.Node): Generator<Tree.Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsOf(node.content);
  for (const child of 'childNodes' in node ? node.childNodes : []) yield* elementsOf(child);
}

/** An address from a page to a file of the site, both as paths from its root. */
export function relativeAddress(page: string, file: string): string {
  const folder = page.slice(0, page.lastIndexOf('/') + 1);
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(file) ?? [];
  const to = relative(`/${folder}`, `/${path}`);
  const address = to === '' ? './' : path.endsWith('/') || path === '' ? `${to}/` : to;
  return address.replace(/\/\/$/, '/') + rest;
}

const parents = (file: string): string[] =>
  [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index + 1));

const known = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** The folders that files lie in, each with a slash at its end. */
function foldersOf(files: ReadonlySet<string>): ReadonlySet<string> {
  const folders = known.get(files) ?? new Set([...files].flatMap(parents));
  known.set(files, folders);
  return folders;
}

/** The file that an address of the site stands for, if it has that file: folders stand for their `index.html`. */
function fileOf(address: string, base: string, files: ReadonlySet<string>): string | undefined {
  const root = base.endsWith('/') ? base : `${base}/`;
  if (!`${address}/`.startsWith(root) || address.startsWith('//')) return undefined;
  const path = decodeURI(address.slice(root.length));
  const [name = ''] = path.split(/[?#]/);
  const isKnown =
    name === '' ||
    files.has(name) ||
    files.has(`${name.replace(/\/$/, '')}/index.html`) ||
    foldersOf(files).has(name);
  return isKnown ? address.slice(root.length) : undefined;
}

/**
 * A page whose addresses of files of its own site are relative: it works below any path. Only attribute values
 * change, in place; everything else stays byte for byte.
 * @param page path of the page from the site's root
 * @param files all files of the site
 */
export function relativePage(html: string, page: string, base: string, files: ReadonlySet<string>): string {
  const edits: { start: number; end: number; text: string }[] = [];
  for (const { attrs, sourceCodeLocation } of elementsOf(parse(html, { sourceCodeLocationInfo: true }))) {
    for (const { name, value } of attrs) {
      const place = sourceCodeLocation?.attrs?.[name];
      if (!place || !value.startsWith('/') || neverAddress.test(name)) continue;
      const file = fileOf(value, base, files);
      if (file === undefined) continue;
      const text = `${name}="${relativeAddress(page, file).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
      edits.push({ start: place.startOffset, end: place.endOffset, text });
    }
  }
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    pieces.push(html.slice(at, start), text);
    at = end;
  }
  return pieces.join('') + html.slice(at);
}
