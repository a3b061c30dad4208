/** What v86's saved states begin with (`src/state.js`): this number, their version, their length, their table's. */
const magic = -2039052682;
const version = 6;
const headerBytes = 16;

/** Where the packed memory and the map of its pages stand in the state of a CPU (`src/cpu.js`, get_state). */
const memoryIndex = 77;
const pagesIndex = 78;

const pageBytes = 4096;

interface BufferInfo {
  /** From the end of the table. */
  offset: number;
  length: number;
}

interface Table {
  buffer_infos: BufferInfo[];
  state: { buffer_id: number }[];
}

/** A piece of the guest's memory that is not zero. */
export interface Extent {
  at: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A saved state in two. */
export interface SavedState {
  /** A state without memory, as v86 takes it. */
  devices: ArrayBuffer;
  /** In the order of their addresses, as views of the whole state. */
  memory: Extent[];
}

const aligned = (bytes: number) => Math.ceil(bytes / 4) * 4;

function readTable(state: ArrayBuffer): { table: Table; buffersAt: number } {
  const [first, second, length, tableBytes = 0] =
    state.byteLength < headerBytes ? [] : new Int32Array(state, 0, headerBytes / 4);
  if (first !== magic || second !== version || length !== state.byteLength)
    throw new Error(`no saved state of v86, version ${version}: ${state.byteLength} bytes`);
  const text = new TextDecoder().decode(new Uint8Array(state, headerBytes, tableBytes));
  return { table: JSON.parse(text) as Table, buffersAt: aligned(headerBytes + tableBytes) };
}

function writeState(table: Table, buffers: readonly Uint8Array[]): ArrayBuffer {
  let end = 0;
  const infos = buffers.map(({ length }) => {
    const offset = end;
    end = aligned(offset + length);
    return { offset, length };
  });
  const text = new TextEncoder().encode(JSON.stringify({ ...table, buffer_infos: infos }));
  const buffersAt = aligned(headerBytes + text.length);
  const state = new Uint8Array(buffersAt + end);
  new Int32Array(state.buffer, 0, headerBytes / 4).set([magic, version, state.length, text.length]);
  state.set(text, headerBytes);
  for (const [index, { offset }] of infos.entries())
    state.set(buffers[index] ?? new Uint8Array(), buffersAt + offset);
  return state.buffer;
}

/** The packed pages, those that follow each other in one piece. @param pages a bit for each page, the lowest first */
function findExtents(packed: Uint8Array<ArrayBuffer>, pages: Uint8Array): Extent[] {
  const extents: Extent[] = [];
  const isPacked = (page: number) => (((pages[page >> 3] ?? 0) >> (page & 7)) & 1) === 1;
  let from = 0;
  for (let page = 0; page < pages.length * 8; page++) {
    if (!isPacked(page)) continue;
    const first = page;
    while (isPacked(page)) page++;
    const bytes = packed.subarray(from, (from += (page - first) * pageBytes));
    extents.push({ at: first * pageBytes, bytes });
  }
  return extents;
}

/**
 * Takes a saved state's memory out of it. v86 copies it once more to read it, and page by page: with a memory of
 * hundreds of megabytes that takes longer than the rest of a restore.
 *
 * @throws Error when it is no whole state of v86's
 */
export function splitState(state: ArrayBuffer): SavedState {
  const { table, buffersAt } = readTable(state);
  const buffers = table.buffer_infos.map(
    ({ offset, length }) => new Uint8Array(state, buffersAt + offset, length),
  );
  const idAt = (index: number) => table.state[index]?.buffer_id ?? -1;
  const [packed, pages] = [buffers[idAt(memoryIndex)], buffers[idAt(pagesIndex)]];
  if (!packed || !pages) throw new Error('a saved state without memory');
  const others = buffers.map((buffer) => (buffer === packed ? new Uint8Array() : buffer));
  return { devices: writeState(table, others), memory: findExtents(packed, pages) };
}

/** Makes a memory what was saved. @param isZero it holds nothing yet */
export function fillMemory(memory: Uint8Array, extents: readonly Extent[], isZero: boolean): void {
  let end = 0;
  for (const { at, bytes } of extents) {
    if (!isZero) memory.fill(0, end, at);
    memory.set(bytes, at);
    end = at + bytes.length;
  }
  if (!isZero) memory.fill(0, end);
}
