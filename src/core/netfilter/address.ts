import type { Family } from './model/packet.ts';

/** An address as unsigned 32-bit words, most significant first: one for IPv4, four for IPv6. */
export type Words = readonly number[];

function parseIpv4(text: string): Words | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  let word = 0;
  for (let index = 1; index <= 4; index++) {
    const byte = Number(match[index]);
    if (byte > 255) return null;
    word = word * 256 + byte;
  }
  return [word];
}

function parseIpv6(text: string): Words | null {
  let body = text;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const [word] = parseIpv4(dotted[2] ?? '') ?? [];
    if (word === undefined) return null;
    body = `${dotted[1]}${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`;
  }
  const halves = body.split('::');
  if (halves.length > 2) return null;
  const groupsOf = (half: string | undefined) => (half ? half.split(':') : []);
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array<string>(halves.length === 1 ? 0 : missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return [0, 2, 4, 6].map(
    (index) => parseInt(groups[index] ?? '0', 16) * 65536 + parseInt(groups[index + 1] ?? '0', 16),
  );
}

const known = new Map<string, Words | null>();

/** Reads an address of either family; null when it is none. */
export function parseAddress(text: string): Words | null {
  let words = known.get(text);
  if (words === undefined) {
    words = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
    if (known.size > 5000) known.clear();
    known.set(text, words);
  }
  return words;
}

/** The family that an address is written in. */
export function familyOf(address: string): Family {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

/** Prints an address, IPv6 in the form of RFC 5952. */
export function formatAddress(words: Words): string {
  if (words.length === 1) {
    const word = words[0] ?? 0;
    return [24, 16, 8, 0].map((shift) => (word >>> shift) & 255).join('.');
  }
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.start < 0) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}

function makeMask(prefix: number, length: number): Words {
  return Array.from({ length }, (_, index) => {
    const bits = Math.min(32, Math.max(0, prefix - index * 32));
    return bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  });
}

const masks: Record<Family, (Words | undefined)[]> = { ipv4: [], ipv6: [] };

/** The words of a mask of so many bits. */
export function maskOf(prefix: number, family: Family): Words {
  return (masks[family][prefix] ??= makeMask(prefix, family === 'ipv4' ? 1 : 4));
}

/** Whether two addresses agree under a mask. */
export function sameUnder(a: Words, b: Words, mask: Words): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++)
    if ((((a[index] ?? 0) ^ (b[index] ?? 0)) & (mask[index] ?? 0)) !== 0) return false;
  return true;
}

/** Whether an address lies in a subnet. */
export function inSubnet(address: string, subnet: string, prefix: number): boolean {
  const a = parseAddress(address);
  const b = parseAddress(subnet);
  return a !== null && b !== null && sameUnder(a, b, maskOf(prefix, familyOf(subnet)));
}

/** Orders two addresses of one family. */
export function compareAddresses(a: Words, b: Words): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** An address as it is printed, whatever form it was written in. */
export function canonicalAddress(text: string): string {
  const words = parseAddress(text);
  return words ? formatAddress(words) : text;
}
