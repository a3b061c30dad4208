/** What the worker unpacks, in the order of the file. */
export interface Piece {
  piece: Uint8Array;
  /** Of all that comes out. */
  bytes: number;
  isLast: boolean;
}

/**
 * Unpacks a saved state while it is still coming, in a worker of its own: the page goes on meanwhile, and the memory
 * that zstd needs (the window alone is 128 MB) goes with the worker. v86 does it in the machine's memory, which never
 * shrinks, and only when all has come.
 */
export class Unpacking {
  readonly #worker = new Worker(new URL('./unpack-worker.ts', import.meta.url), { type: 'module' });
  readonly #bytes: number;
  readonly #result: Promise<ArrayBuffer>;

  /** @param bytes how many will come out */
  constructor(bytes: number) {
    this.#bytes = bytes;
    this.#result = new Promise<ArrayBuffer>((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => resolve(data);
      this.#worker.onerror = ({ message }) =>
        reject(new Error(`the saved machine cannot be unpacked: ${message}`));
    }).finally(() => this.cancel());
    // Whoever waits for it is told; before that nobody does.
    this.#result.catch(() => {});
  }

  add(piece: Uint8Array): void {
    this.#send({ piece, bytes: this.#bytes, isLast: false });
  }

  /** All has been added: what came out. @throws Error when it is no whole state */
  end(): Promise<ArrayBuffer> {
    this.#send({ piece: new Uint8Array(), bytes: this.#bytes, isLast: true });
    return this.#result;
  }

  cancel(): void {
    this.#worker.terminate();
  }

  #send(message: Piece): void {
    this.#worker.postMessage(message);
  }
}
