import { canonicalAddress, parseAddress } from '../address.ts';
import type { Bilingual } from '../bilingual.ts';
import { InputError } from '../input-error.ts';
import { icmpTypes } from '../match/icmp.ts';
import { parseTos } from '../match/header.ts';
import { parseNumber } from '../match/numbers.ts';
import { parsePort } from '../match/services.ts';
import { parseFlags } from '../match/tcp.ts';
import { ValueError } from '../match/value-error.ts';
import type { CtState, PacketSpec, PacketType } from '../model/packet.ts';
import { isNot, nearestTo, suchAs } from '../problem.ts';
import { protocolName, protocolNames, protocolNumber } from '../protocols.ts';
import { checkPacket } from './check-packet.ts';

type Draft = Partial<PacketSpec>;
type Reader = (value: string, draft: Draft) => void;

function oneOf<Word extends string>(value: string, words: readonly Word[], kind: Bilingual): Word {
  const found = words.find((word) => word === value);
  if (!found) throw new ValueError(isNot(value, kind, nearestTo(value, words)));
  return found;
}

function readAddress(value: string): string {
  if (!parseAddress(value))
    throw new ValueError(isNot(value, { en: 'an address', zh: '地址' }, suchAs('192.0.2.1', '2001:db8::1')));
  return canonicalAddress(value);
}

function readInterface(value: string): string {
  if (!/^[^\s/]{1,15}$/.test(value))
    throw new ValueError(isNot(value, { en: 'the name of an interface', zh: '接口名' }));
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
  const named = names[oneOf(value, Object.keys(names), { en: 'an ICMP type', zh: 'ICMP 类型' })];
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
      throw new ValueError(isNot(value, { en: 'a protocol', zh: '协议' }, nearestTo(value, protocolNames)));
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
    (draft.ctstate = oneOf<CtState>(value.toUpperCase(), states, {
      en: 'a connection state',
      zh: '连接状态',
    })),
  length: (value, draft) => (draft.length = parseNumber(value, 65535)),
  ttl: (value, draft) => (draft.ttl = parseNumber(value, 255)),
  tos: (value, draft) => (draft.tos = parseTos(value).value),
  mac: (value, draft) => {
    if (!/^([\da-f]{1,2}:){5}[\da-f]{1,2}$/i.test(value))
      throw new ValueError(
        isNot(value, { en: 'a MAC address', zh: 'MAC 地址' }, suchAs('02:42:ac:11:00:02')),
      );
    draft.mac = value.toLowerCase();
  },
  pkttype: (value, draft) =>
    (draft.pkttype = oneOf(value, pkttypes, { en: 'a packet type', zh: '帧的类型' })),
  uid: (value, draft) => (draft.uid = parseNumber(value)),
  gid: (value, draft) => (draft.gid = parseNumber(value)),
  local: (value, draft) =>
    (draft.local =
      truth[oneOf(value, Object.keys(truth) as (keyof typeof truth)[], { en: '0 or 1', zh: '0 或 1' })]),
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
    if (at < 1) {
      const kind = { en: 'KEY=VALUE', zh: 'KEY=VALUE 的写法' };
      throw new InputError(1, column, isNot(word, kind, suchAs('dport=80')));
    }
    const written = word.slice(0, at).toLowerCase();
    const key = otherNames[written] ?? written;
    if (!Object.hasOwn(readers, key)) {
      const near = nearestTo(written, Object.keys(readers));
      throw new InputError(1, column, {
        en: `there is no key ${written}${near.en}`,
        zh: `没有 ${written} 这个键${near.zh}`,
      });
    }
    if (pairs.has(key))
      throw new InputError(1, column, { en: `${key} is given twice`, zh: `${key} 写了两次` });
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
      throw new InputError(1, pair.column + key.length + 1, error.problem, { cause: error });
    }
  }
  const end = text.trimEnd().length + 1;
  return checkPacket(draft, (key) => pairs.get(key)?.column ?? end);
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
