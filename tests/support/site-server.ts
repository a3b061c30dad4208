import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** A static server of a built site that a test can take away, break, or give another version of the site. */
export class SiteServer {
  #server: Server | undefined;
  #port = 0;
  readonly base: string;
  folder: string;
  /** Paths below the base for which the connection is cut off half-way. */
  cutOff: (path: string) => boolean = () => false;
  /** Every path that was asked for, the base included. */
  readonly asked: string[] = [];

  constructor(folder: string, base = '/') {
    this.folder = folder;
    this.base = base;
  }

  get address(): string {
    return `http://localhost:${this.#port}${this.base}`;
  }

  /** Starts to serve; again at the same address after `stop`. */
  async start(): Promise<this> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      this.asked.push(pathname);
      void this.#find(pathname).then((found) => {
        if (!found) {
          response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
          return;
        }
        const { path, content } = found;
        response.writeHead(200, {
          'content-type': types[extname(path)] ?? 'text/plain; charset=utf-8',
          'content-length': content.length,
          'cache-control': 'no-cache',
        });
        if (this.cutOff(path))
          response.write(content.subarray(0, content.length / 2), () => response.destroy());
        else response.end(content);
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, 'localhost', resolve));
    this.#port = (server.address() as AddressInfo).port;
    return this;
  }

  /** Takes the network away: connections are refused from now on. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  async #find(pathname: string): Promise<{ path: string; content: Buffer } | undefined> {
    if (!pathname.startsWith(this.base)) return undefined;
    const below = decodeURIComponent(pathname.slice(this.base.length));
    const path = below === '' || below.endsWith('/') ? `${below}index.html` : below;
    try {
      return { path, content: await readFile(join(this.folder, path)) };
    } catch {
      return undefined;
    }
  }
}
