import type { Words } from '../address.ts';

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function swapBytes(word: number): number {
  return (((word & 255) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

/** include/linux/jhash.h jhash2, for the four words of an address. */
function hashWords(words: readonly number[], seed: number): number {
  const start = (0xdeadbeef + (4 << 2) + seed) >>> 0;
  let [a, b, c] = [start, start, start];
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words;
  a = (a + w0) >>> 0;
  b = (b + w1) >>> 0;
  c = (c + w2) >>> 0;
  a = ((a - c) ^ rotate(c, 4)) >>> 0;
  c = (c + b) >>> 0;
  b = ((b - a) ^ rotate(a, 6)) >>> 0;
  a = (a + c) >>> 0;
  c = ((c - b) ^ rotate(b, 8)) >>> 0;
  b = (b + a) >>> 0;
  a = ((a - c) ^ rotate(c, 16)) >>> 0;
  c = (c + b) >>> 0;
  b = ((b - a) ^ rotate(a, 19)) >>> 0;
  a = (a + c) >>> 0;
  c = ((c - b) ^ rotate(b, 4)) >>> 0;
  b = (b + a) >>> 0;
  a = (a + w3) >>> 0;
  c = ((c ^ b) - rotate(b, 14)) >>> 0;
  a = ((a ^ c) - rotate(c, 11)) >>> 0;
  b = ((b ^ a) - rotate(a, 25)) >>> 0;
  c = ((c ^ b) - rotate(b, 16)) >>> 0;
  a = ((a ^ c) - rotate(c, 4)) >>> 0;
  b = ((b ^ a) - rotate(a, 14)) >>> 0;
  c = ((c ^ b) - rotate(b, 24)) >>> 0;
  return c;
}

/** What chooses an address out of a NAT range. */
export interface RangeChoice {
  from: Words;
  to: Words;
  /** Addresses of the packet before the change. */
  src: Words;
  dst: Words;
  persistent: boolean;
  zone: number;
  /** The destination is chosen: its new words go into the hash. */
  isDestination: boolean;
}

/**
 * The address that NAT takes of a range (net/netfilter/nf_nat_core.c find_best_ips_proto): a hash of source and
 * destination, the same on every boot. Of a little-endian machine.
 */
export function chooseAddress(choice: RangeChoice): Words {
  const { from, to, src, dst, persistent, zone, isDestination } = choice;
  const last = from.length - 1;
  const source = [0, 1, 2, 3].map((index) => swapBytes(src[index] ?? 0));
  const target = dst.map(swapBytes);
  let hash = hashWords(source, persistent ? 0 : ((target[last] ?? 0) ^ zone) >>> 0);
  let isFree = false;
  return from.map((low, index) => {
    const high = to[index] ?? 0;
    const count = isFree ? 0xffffffff : (high - low + 1) >>> 0;
    const scaled = Number((BigInt(hash) * BigInt(count)) >> 32n);
    const word = ((isFree ? 0 : low) + scaled) >>> 0;
    if (word !== high) isFree = true;
    if (!persistent) hash = (hash ^ (isDestination ? swapBytes(word) : (target[index] ?? 0))) >>> 0;
    return word;
  });
}
