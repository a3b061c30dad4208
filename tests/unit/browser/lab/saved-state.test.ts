import { expect, test } from 'vitest';
import { fillMemory, splitState } from '../../../../src/browser/lab/saved-state.ts';

const page = 4096;

/** A state of v86's version 6 with these pages of memory, and a buffer in front of them and behind. */
function makeState(pages: readonly number[]): ArrayBuffer {
  const packed = new Uint8Array(pages.length * page);
  const map = new Uint8Array(2);
  for (const [index, number] of pages.entries()) {
    packed.fill(number + 1, index * page, (index + 1) * page);
    map[number >> 3] = (map[number >> 3] ?? 0) | (1 << (number & 7));
  }
  const buffers = [new Uint8Array([1, 2, 3]), packed, map, new Uint8Array([4])];
  const state = Array.from({ length: 80 }, (_, index) => index as unknown);
  for (const [id, index] of [0, 77, 78, 79].entries())
    state[index] = { __state_type__: 'Uint8Array', buffer_id: id };
  let end = 0;
  const infos = buffers.map(({ length }) => {
    const offset = end;
    end = (end + length + 3) & ~3;
    return { offset, length };
  });
  const table = new TextEncoder().encode(JSON.stringify({ buffer_infos: infos, state }));
  const from = (16 + table.length + 3) & ~3;
  const bytes = new Uint8Array(from + end);
  new Int32Array(bytes.buffer, 0, 4).set([-2039052682, 6, bytes.length, table.length]);
  bytes.set(table, 16);
  for (const [id, buffer] of buffers.entries()) bytes.set(buffer, from + (infos[id]?.offset ?? 0));
  return bytes.buffer;
}

test('the memory comes out in pieces that follow each other, and is what it was', () => {
  const { memory } = splitState(makeState([1, 2, 9, 15]));
  expect(memory.map(({ at, bytes }) => [at / page, bytes.length / page])).toEqual([
    [1, 2],
    [9, 1],
    [15, 1],
  ]);
  const filled = new Uint8Array(16 * page).fill(255);
  fillMemory(filled, memory, false);
  expect(Array.from({ length: 16 }, (_, index) => filled[index * page])).toEqual([
    ...[0, 2, 3, 0, 0, 0, 0, 0],
    ...[0, 10, 0, 0, 0, 0, 0, 16],
  ]);
  expect(filled[10 * page - 1]).toBe(10);
});

test('what is left is a state with the other buffers, and no memory', () => {
  const state = makeState([0, 3]);
  const { devices } = splitState(state);
  expect(devices.byteLength).toBeLessThan(state.byteLength - 2 * page + 16);
  const again = splitState(devices);
  expect(again.memory.map(({ bytes }) => bytes.length)).toEqual([0, 0]);
  expect(new Uint8Array(again.devices)).toEqual(new Uint8Array(devices));
  const without = splitState(makeState([]));
  expect(new Uint8Array(devices).slice(-8)).toEqual(new Uint8Array([9, 0, 0, 0, 4, 0, 0, 0]));
  expect(without.memory).toEqual([]);
});

test('what is no whole state is refused', () => {
  const state = makeState([0]);
  expect(() => splitState(state.slice(0, -4))).toThrow('no saved state of v86');
  expect(() => splitState(new ArrayBuffer(4))).toThrow('no saved state of v86');
  const other = new Uint8Array(state.slice(0));
  other[4] = 7;
  expect(() => splitState(other.buffer)).toThrow('version 6: ');
});
