import { formatAddress, parseAddress } from '../../src/core/netfilter/address.ts';
import type { Packet } from '../../src/core/netfilter/model/packet.ts';
import { protocolName, protocolNumber } from '../../src/core/netfilter/protocols.ts';

/** What is in a frame: the fields that a frame can carry. */
export type Carried = Pick<
  Packet,
  'family' | 'src' | 'dst' | 'proto' | 'sport' | 'dport' | 'flags' | 'type' | 'code' | 'ttl' | 'tos'
> & {
  /** IPv4 identification or IPv6 flow label: tells the packets of a case apart. */
  id: number;
};

const flagBits = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 } as const;

function addressBytes(address: string): Buffer {
  const words = parseAddress(address) ?? [];
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => bytes.writeUInt32BE(word, index * 4));
  return bytes;
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2)
    sum += at + 1 < bytes.length ? bytes.readUInt16BE(at) : (bytes[at] ?? 0) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return 0xffff - sum;
}

function transport(packet: Carried): Buffer {
  const { proto, sport, dport, flags, type, code } = packet;
  if (proto === 'tcp') {
    const bytes = Buffer.alloc(20);
    bytes.writeUInt16BE(sport ?? 0, 0);
    bytes.writeUInt16BE(dport ?? 0, 2);
    bytes.writeUInt32BE(flags?.includes('SYN') ? 1000 : 1001, 4);
    bytes.writeUInt32BE(flags?.includes('ACK') ? 1001 : 0, 8);
    bytes.writeUInt8(0x50, 12);
    bytes.writeUInt8(
      (flags ?? []).reduce((sum, flag) => sum | flagBits[flag], 0),
      13,
    );
    bytes.writeUInt16BE(64240, 14);
    return bytes;
  }
  if (proto === 'udp' || proto === 'udplite') {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt16BE(sport ?? 0, 0);
    bytes.writeUInt16BE(dport ?? 0, 2);
    bytes.writeUInt16BE(8, 4);
    return bytes;
  }
  if (proto === 'icmp' || proto === 'ipv6-icmp') {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt8(type ?? 0, 0);
    bytes.writeUInt8(code ?? 0, 1);
    bytes.writeUInt16BE(77, 4);
    bytes.writeUInt16BE(1, 6);
    return bytes;
  }
  // A protocol without ports, as GRE.
  return Buffer.alloc(8);
}

const checksumAt: Readonly<Record<string, number>> = { tcp: 16, udp: 6, udplite: 6, icmp: 2, 'ipv6-icmp': 2 };

/** The bytes of an IP packet, checksums and all. */
export function buildPacket(packet: Carried): Buffer {
  const payload = transport(packet);
  const number = protocolNumber(packet.proto) ?? 255;
  const [src, dst] = [addressBytes(packet.src), addressBytes(packet.dst)];
  const at = checksumAt[packet.proto];
  if (at !== undefined) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(payload.length);
    const pseudo = packet.proto === 'icmp' ? [] : [src, dst, length, Buffer.from([0, 0, 0, number])];
    const sum = checksum(Buffer.concat([...pseudo, payload]));
    payload.writeUInt16BE(sum === 0 && packet.proto === 'udp' ? 0xffff : sum, at);
  }
  if (packet.family === 'ipv6') {
    const header = Buffer.alloc(8);
    header.writeUInt32BE(((6 << 28) | ((packet.tos ?? 0) << 20) | packet.id) >>> 0, 0);
    header.writeUInt16BE(payload.length, 4);
    header.writeUInt8(number, 6);
    header.writeUInt8(packet.ttl ?? 64, 7);
    return Buffer.concat([header, src, dst, payload]);
  }
  const header = Buffer.alloc(12);
  header.writeUInt8(0x45, 0);
  header.writeUInt8(packet.tos ?? 0, 1);
  header.writeUInt16BE(20 + payload.length, 2);
  header.writeUInt16BE(packet.id, 4);
  header.writeUInt8(packet.ttl ?? 64, 8);
  header.writeUInt8(number, 9);
  const whole = Buffer.concat([header, src, dst]);
  whole.writeUInt16BE(checksum(whole), 10);
  return Buffer.concat([whole, payload]);
}

/** Puts a packet into an Ethernet frame. */
export function buildFrame(packet: Carried, to: string, from: string): Buffer {
  const mac = (text: string) => Buffer.from(text.replaceAll(':', ''), 'hex');
  const type = Buffer.from(packet.family === 'ipv6' ? [0x86, 0xdd] : [0x08, 0x00]);
  return Buffer.concat([mac(to), mac(from), type, buildPacket(packet)]);
}

/** Reads an Ethernet frame; null for one that carries no IP. */
export function readFrame(hex: string): Carried | null {
  const frame = Buffer.from(hex, 'hex');
  const type = frame.readUInt16BE(12);
  if (type !== 0x0800 && type !== 0x86dd) return null;
  const ip = frame.subarray(14);
  const isIpv6 = type === 0x86dd;
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ip.readUInt32BE(from + index * 4));
  const payload = ip.subarray(isIpv6 ? 40 : 20);
  const proto = protocolName(String(isIpv6 ? ip.readUInt8(6) : ip.readUInt8(9)));
  const hasPorts = proto === 'tcp' || proto === 'udp' || proto === 'udplite';
  const isIcmp = proto === 'icmp' || proto === 'ipv6-icmp';
  return {
    family: isIpv6 ? 'ipv6' : 'ipv4',
    src: formatAddress(isIpv6 ? words(8, 4) : words(12, 1)),
    dst: formatAddress(isIpv6 ? words(24, 4) : words(16, 1)),
    proto,
    sport: hasPorts ? payload.readUInt16BE(0) : null,
    dport: hasPorts ? payload.readUInt16BE(2) : null,
    flags: null,
    type: isIcmp ? payload.readUInt8(0) : null,
    code: isIcmp ? payload.readUInt8(1) : null,
    ttl: isIpv6 ? ip.readUInt8(7) : ip.readUInt8(8),
    tos: isIpv6 ? (ip.readUInt32BE(0) >>> 20) & 255 : ip.readUInt8(1),
    id: isIpv6 ? ip.readUInt32BE(0) & 0xfffff : ip.readUInt16BE(4),
  };
}
