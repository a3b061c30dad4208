import { existsSync, globSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

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

/** Compressed already: pictures, and what the machines are made of. */
const isCompressed = (file: string) => ['.png', '.zip', '.zst'].includes(extname(file));

/** A static host such as a reader would meet: Brotli, long caching of hashed names, the site's own page for 404. */
export interface StaticHost extends Disposable {
  address: string;
}

function findFile(root: string, path: string): string | undefined {
  const file = join(root, normalize(decodeURIComponent(path)));
  return [file, join(file, 'index.html')].find((name) => existsSync(name) && statSync(name).isFile());
}

/** Every file of a folder that compression makes smaller, compressed, by its path. */
async function compressAll(root: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = globSync('**/*', { cwd: root })
    .map((name) => join(root, name))
    .filter((file) => !isCompressed(file) && statSync(file).isFile());
  const compress = async (file: string) =>
    [file, await promisify(brotliCompress)(await readFile(file))] as const;
  return new Map(await Promise.all(files.map(compress)));
}

/** Serves a folder on a free port of this machine, once all of it is compressed: a request waits for none of that. */
export async function serveFolder(root: string): Promise<StaticHost> {
  const compressed = await compressAll(root);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const found = findFile(root, pathname);
    const file = found ?? join(root, '404.html');
    const content = compressed.get(file);
    response.writeHead(found ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': pathname.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'max-age=600',
      ...(content && { 'content-encoding': 'br' }),
    });
    response.end(content ?? (await readFile(file)));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
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
