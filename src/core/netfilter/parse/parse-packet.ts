import { nearest } from '../../nearest.ts';
import { canonicalAddress, familyOf, parseAddress } from '../address.ts';
import { InputError } from '../input-error.ts';
import { icmpTypes } from '../match/icmp.ts';
import { parseTos } from '../match/header.ts';
import { parseNumber } from '../match/numbers.ts';
import { parsePort } from '../match/services.ts';
import { parseFlags } from '../match/tcp.ts';
import { ValueError } from '../match/value-error.ts';
import type { CtState, PacketSpec, PacketType } from '../model/packet.ts';
import { hasPorts, protocolName, protocolNames, protocolNumber } from '../protocols.ts';

type Draft = Partial<PacketSpec>;
type Reader = (value: string, draft: Draft) => void;

function oneOf<Word extends string>(value: string, words: readonly Word[], what: string): Word {
  const found = words.find((word) => word === value);
  if (!found)
    throw new ValueError(
      `${value || 'nothing'} is not ${what}; nearest: ${nearest(value, words).join(', ')}`,
    );
  return found;
}

function readAddress(value: string): string {
  if (!parseAddress(value))
    throw new ValueError(`${value || 'nothing'} is not an address: 192.0.2.1, 2001:db8::1`);
  return canonicalAddress(value);
}

function readInterface(value: string): string {
  if (!/^[^\s/]{1,15}$/.test(value))
    throw new ValueError(`${value || 'nothing'} is not the name of an interface`);
  return value;
}

function readType(value: string, draft: Draft): void {
  const [type = '', code] = value.split('/');
  if (/^\d+$/.test(type)) {
    draft.type = parseNumber(type, 255);
    draft.code = parseNumber(code ?? '0', 255);
    return;
  }
  const names = draft.proto === 'ipv6-icmp' ? icmpTypes['ipv6-icmp'] : icmpTypes.icmp;
  const named = names[oneOf(value, Object.keys(names), 'an ICMP type')];
  draft.type = named?.[0] ?? null;
  draft.code = named?.[1] ?? 0;
}

const states: readonly CtState[] = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'];
const pkttypes: readonly PacketType[] = ['unicast', 'broadcast', 'multicast'];
const truth = { '1': true, yes: true, true: true, '0': false, no: false, false: false } as const;

/** The keys of a packet's description, in the order in which they are read. */
const readers: Readonly<Record<string, Reader>> = {
  proto: (value, draft) => {
    if (protocolNumber(value) === null)
      throw new ValueError(
        `${value || 'nothing'} is not a protocol; nearest: ${nearest(value, protocolNames).join(', ')}`,
      );
    draft.proto = protocolName(value);
  },
  in: (value, draft) => (draft.in = readInterface(value)),
  out: (value, draft) => (draft.out = readInterface(value)),
  physin: (value, draft) => (draft.physin = readInterface(value)),
  physout: (value, draft) => (draft.physout = readInterface(value)),
  src: (value, draft) => (draft.src = readAddress(value)),
  dst: (value, draft) => (draft.dst = readAddress(value)),
  sport: (value, draft) => (draft.sport = parsePort(value)),
  dport: (value, draft) => (draft.dport = parsePort(value)),
  flags: (value, draft) => (draft.flags = parseFlags(value)),
  type: readType,
  code: (value, draft) => (draft.code = parseNumber(value, 255)),
  mark: (value, draft) => (draft.mark = parseNumber(value)),
  ctstate: (value, draft) =>
    (draft.ctstate = oneOf<CtState>(value.toUpperCase(), states, 'a connection state')),
  length: (value, draft) => (draft.length = parseNumber(value, 65535)),
  ttl: (value, draft) => (draft.ttl = parseNumber(value, 255)),
  tos: (value, draft) => (draft.tos = parseTos(value).value),
  mac: (value, draft) => {
    if (!/^([\da-f]{1,2}:){5}[\da-f]{1,2}$/i.test(value))
      throw new ValueError(`${value || 'nothing'} is not a MAC address: 02:42:ac:11:00:02`);
    draft.mac = value.toLowerCase();
  },
  pkttype: (value, draft) => (draft.pkttype = oneOf(value, pkttypes, 'a packet type')),
  uid: (value, draft) => (draft.uid = parseNumber(value)),
  gid: (value, draft) => (draft.gid = parseNumber(value)),
  local: (value, draft) =>
    (draft.local = truth[oneOf(value, Object.keys(truth) as (keyof typeof truth)[], '0 or 1')]),
};

const otherNames: Readonly<Record<string, string>> = {
  protocol: 'proto',
  p: 'proto',
  iif: 'in',
  oif: 'out',
  source: 'src',
  destination: 'dst',
  state: 'ctstate',
  len: 'length',
  hl: 'ttl',
  dst_port: 'dport',
  src_port: 'sport',
};

interface Pair {
  key: string;
  value: string;
  column: number;
}

function readPairs(text: string): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const match of text.matchAll(/\S+/g)) {
    const column = match.index + 1;
    const [word] = match;
    const at = word.indexOf('=');
    if (at < 1) throw new InputError(1, column, `${word} is not KEY=VALUE: dport=80`);
    const written = word.slice(0, at).toLowerCase();
    const key = otherNames[written] ?? written;
    if (!Object.hasOwn(readers, key))
      throw new InputError(
        1,
        column,
        `there is no key ${written}; nearest: ${nearest(written, Object.keys(readers)).join(', ')}`,
      );
    if (pairs.has(key)) throw new InputError(1, column, `${key} is given twice`);
    pairs.set(key, { key, value: word.slice(at + 1), column });
  }
  return pairs;
}

/**
 * Reads a packet: `in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080`; for one made here `local=1` instead of `in`.
 * @throws InputError with the column
 */
export function parsePacket(text: string): PacketSpec {
  const pairs = readPairs(text);
  const draft: Draft = {};
  for (const [key, read] of Object.entries(readers)) {
    const pair = pairs.get(key);
    if (!pair) continue;
    try {
      read(pair.value, draft);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new InputError(1, pair.column + key.length + 1, error.message);
    }
  }
  const end = text.trimEnd().length + 1;
  const at = (key: string) => pairs.get(key)?.column ?? end;
  // Whatever comes in by lo was made here.
  if (draft.in === 'lo') draft.local ??= true;
  const { dst, proto, src, local } = draft;
  if (dst === undefined) throw new InputError(1, end, 'dst is missing: dst=192.0.2.10');
  if (proto === undefined) throw new InputError(1, end, 'proto is missing: proto=tcp');
  if (local && draft.in !== undefined && draft.in !== null && draft.in !== 'lo')
    throw new InputError(1, at('in'), 'a packet made here (local=1) came in by no interface: leave `in` out');
  if (!local && draft.in === undefined)
    throw new InputError(1, end, 'where does it come from? in=eth0, or local=1 for a packet made here');
  if (!local && src === undefined) throw new InputError(1, end, 'src is missing: src=192.0.2.1');
  const family = familyOf(dst);
  if (src !== undefined && familyOf(src) !== family)
    throw new InputError(1, at('src'), `src and dst are of different families: ${src}, ${dst}`);
  if ((proto === 'icmp' && family === 'ipv6') || (proto === 'ipv6-icmp' && family === 'ipv4'))
    throw new InputError(1, at('proto'), family === 'ipv6' ? 'IPv6 has proto=icmpv6' : 'IPv4 has proto=icmp');
  for (const key of ['sport', 'dport'] as const)
    if (pairs.has(key) && !hasPorts(proto)) throw new InputError(1, at(key), `${proto} has no ports`);
  return { ...draft, ...(local ? { in: null } : {}), family, dst, proto };
}

/** Prints a packet in the form that `parsePacket` reads. */
export function printPacket(spec: PacketSpec): string {
  const words: string[] = [];
  for (const key of [
    'in',
    'out',
    'physin',
    'physout',
    'src',
    'dst',
    'proto',
    'sport',
    'dport',
    'flags',
    'type',
    'code',
    'mark',
    'ctstate',
    'length',
    'ttl',
    'tos',
    'mac',
    'pkttype',
    'uid',
    'gid',
  ] as const) {
    const value = spec[key];
    if (value === null || value === undefined) continue;
    words.push(`${key}=${Array.isArray(value) ? value.join(',') || 'NONE' : String(value)}`);
  }
  if (spec.local ?? !spec.in) words.push('local=1');
  return words.join(' ');
}
