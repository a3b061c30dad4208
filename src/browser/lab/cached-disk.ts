/** v86 reads and writes disks in blocks of this many bytes (`src/buffer.js`). */
const blockBytes = 256;
/** Chunks kept unpacked in memory; the others are in the browser's store. */
const keptChunks = 256;

export interface DiskEffects {
  /** The packed bytes of the chunk that begins at an offset. */
  loadChunk: (offset: number) => Promise<Uint8Array>;
  /** Unpacks a chunk (zstd, which v86 brings along). */
  unpack: (packed: Uint8Array) => ArrayBuffer;
}

/**
 * A disk for v86, with the methods that its own buffers have: chunks are read on need from the browser's store or
 * the network, what the machine writes stays in memory.
 */
export class CachedDisk {
  readonly byteLength: number;
  /** Set by v86 before it calls `load`. */
  onload: ((event: object) => void) | undefined;
  onprogress: unknown;
  readonly #chunkBytes: number;
  readonly #effects: DiskEffects;
  readonly #chunks = new Map<number, Promise<Uint8Array>>();
  /** Another one after every restore. */
  #written = new Map<number, Uint8Array>();

  constructor(byteLength: number, chunkBytes: number, effects: DiskEffects) {
    this.byteLength = byteLength;
    this.#chunkBytes = chunkBytes;
    this.#effects = effects;
  }

  load(): void {
    this.onload?.({});
  }

  /** Nothing is handed out without waiting: v86 then asks with `get`. */
  get_from_cache(): undefined {
    return undefined;
  }

  get(offset: number, length: number, done: (data: Uint8Array) => void): void {
    const written = this.#written;
    void this.#read(offset, length, written).then((data) => {
      // What the machine asked for before it was restored is not told to the one that it is now.
      if (written === this.#written) done(data);
    });
  }

  /** Asked once, for the first sector, before the machine is there: v86 uses nothing of it that is not asked for again. */
  get_and_cache(_: number, length: number, done: (data: Uint8Array) => void): void {
    done(new Uint8Array(length));
  }

  set(offset: number, data: Uint8Array, done: () => void): void {
    for (let at = 0; at < data.length; at += blockBytes) {
      this.#written.set((offset + at) / blockBytes, data.slice(at, at + blockBytes));
    }
    done();
  }

  get_buffer(done: () => void): void {
    done();
  }

  get_state(): [[number, Uint8Array][]] {
    return [[...this.#written]];
  }

  /** What a saved state holds of a disk: the blocks that the machine had written by then. */
  set_state([blocks]: [[number, Uint8Array][]]): void {
    this.#written = new Map(blocks.map(([index, block]) => [index, block.slice()]));
  }

  async #read(offset: number, length: number, written: ReadonlyMap<number, Uint8Array>): Promise<Uint8Array> {
    const result = new Uint8Array(length);
    const first = offset - (offset % this.#chunkBytes);
    for (let start = first; start < offset + length; start += this.#chunkBytes) {
      const chunk = await this.#chunk(start);
      const from = Math.max(offset, start);
      const to = Math.min(offset + length, start + this.#chunkBytes);
      result.set(chunk.subarray(from - start, to - start), from - offset);
    }
    for (let at = 0; at < length; at += blockBytes) {
      const block = written.get((offset + at) / blockBytes);
      if (block) result.set(block, at);
    }
    return result;
  }

  #chunk(start: number): Promise<Uint8Array> {
    const known = this.#chunks.get(start);
    const chunk = known ?? this.#load(start);
    // What was used last goes to the end; the front is dropped first.
    this.#chunks.delete(start);
    this.#chunks.set(start, chunk);
    const [oldest] = this.#chunks.keys();
    if (this.#chunks.size > keptChunks && oldest !== undefined) this.#chunks.delete(oldest);
    return chunk;
  }

  async #load(start: number): Promise<Uint8Array> {
    // Without the chunk the machine stands still, as with a slow disk, so it is asked for again.
    for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, 10_000)) {
      try {
        return new Uint8Array(this.#effects.unpack(await this.#effects.loadChunk(start)));
      } catch {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }
}
