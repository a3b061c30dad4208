/**
 * How many compiled pieces of the guest's code v86 keeps (its `jit.rs`, `WASM_TABLE_SIZE` less one). When they are
 * used up it drops them all and is as slow as at the start; `docker run` and what runs around it need more than a
 * thousand.
 */
const usualPieces = 899;

/** As many as the program has room for in the bytes that it says the number in. */
const wantedPieces = 2019;

/** What v86's table of functions lacks for them. */
export const furtherPieces = wantedPieces - usualPieces;

/** The program's steps from the first of them to the last are within so many bytes. */
const span = 400;

/** A number in LEB128 (WebAssembly core specification 3.0, section 5.2.2), as `i32.const` has it. */
function signed(value: number): number[] {
  const rest = value >> 7;
  const byte = value & 0x7f;
  return rest === 0 && byte < 0x40 ? [byte] : [byte | 0x80, ...signed(rest)];
}

/** A number in LEB128 as an offset has it. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >> 7)];
}

const constant = (value: number) => [0x41, ...signed(value)];
const call = 0x10;
const unequal = 0x47;
const storeWord = (offset: number) => [0x36, 1, ...unsigned(offset)];
const storeHalf = (offset: number) => [0x3b, 1, ...unsigned(offset)];
const storeField = [0x36, 2];

/**
 * The steps by which v86 fills its list of free pieces with the numbers 1 to `count`, 16 bits each: memory for it,
 * its capacity, the end of a loop that writes 32 numbers at a time, the last number, the two before, its length.
 */
function fillSteps(count: number): number[][] {
  const pair = ((count - 1) << 16) | (count - 2);
  return [
    [...constant(2 * count), call],
    [...constant(count), ...storeField],
    [...constant(2 * (count - 3)), unequal],
    [...constant(count), ...storeHalf(2 * (count - 1))],
    [...constant(pair), ...storeWord(2 * (count - 3))],
    [...constant(count), ...storeField],
  ];
}

function find(bytes: Uint8Array, step: readonly number[], from: number): number {
  const [first = 0] = step;
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !step.every((byte, index) => bytes[at + index] === byte))
    at = bytes.indexOf(first, at + 1);
  return at;
}

/** Where each step stands, one after the other. */
function findSteps(bytes: Uint8Array, [first = [], ...others]: readonly number[][]): number[] {
  for (let start = find(bytes, first, 0); start >= 0; start = find(bytes, first, start + 1)) {
    const near = bytes.subarray(0, start + span);
    const places = [start];
    for (const step of others) places.push(find(near, step, (places.at(-1) ?? 0) + 1));
    if (!places.includes(-1)) return places;
  }
  throw new Error('v86.wasm does not fill its list of free pieces of code as v86 0.5.462 does');
}

/** v86's program with room for more compiled code. @throws Error when it is not the program that this is made for */
export function widenCodeTable(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const widened = new Uint8Array(wasm);
  const places = findSteps(wasm, fillSteps(usualPieces));
  for (const [index, step] of fillSteps(wantedPieces).entries()) widened.set(step, places[index]);
  return widened;
}
