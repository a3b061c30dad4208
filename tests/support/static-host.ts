import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

/** Pictures are compressed already. */
const uncompressed = new Set(['.png']);

/** A static host such as a reader would meet: Brotli, long caching of hashed names, the site's own page for 404. */
export interface StaticHost extends Disposable {
  address: string;
}

function findFile(root: string, path: string): string | undefined {
  const file = join(root, normalize(decodeURIComponent(path)));
  return [file, join(file, 'index.html')].find((name) => existsSync(name) && statSync(name).isFile());
}

/** Serves a folder on a free port of this machine. */
export async function serveFolder(root: string): Promise<StaticHost> {
  const compressed = new Map<string, Buffer>();
  const compress = (file: string) => {
    const known = compressed.get(file) ?? brotliCompressSync(readFileSync(file));
    compressed.set(file, known);
    return known;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const found = findFile(root, pathname);
    const file = found ?? join(root, '404.html');
    const isCompressed = !uncompressed.has(extname(file));
    response.writeHead(found ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': pathname.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'max-age=600',
      ...(isCompressed && { 'content-encoding': 'br' }),
    });
    response.end(isCompressed ? compress(file) : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}`,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
