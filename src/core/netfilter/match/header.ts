import { isNot, nearestTo, suchAs } from '../problem.ts';
import { compare, matched, missed } from './finding.ts';
import type { MatchCompiler, OptionCompiler } from './condition.ts';
import { equalsMasked, hex, parseMasked, parseNumber, parseRange } from './numbers.ts';
import { ValueError } from './value-error.ts';

/** `-m length` (xt_length.c): the layer 3 length, header included. */
export const lengthTest: OptionCompiler = ({ negated }, value) => {
  const { from, to } = parseRange(value, 65535);
  return ({ packet: { length } }) =>
    compare(length === null ? null : length >= from && length <= to, negated, 'length', length);
};

/** `-m ttl` and `-m hl` (xt_hl.c). */
export const ttlTest: OptionCompiler = ({ name, negated }, value) => {
  const wanted = parseNumber(value, 255);
  const holds = (ttl: number) =>
    name.endsWith('-lt') ? ttl < wanted : name.endsWith('-gt') ? ttl > wanted : ttl === wanted;
  return ({ packet: { ttl } }) => compare(ttl === null ? null : holds(ttl), negated, 'ttl', ttl);
};

const tosNames: Readonly<Record<string, number>> = {
  'Minimize-Delay': 0x10,
  'Maximize-Throughput': 0x08,
  'Maximize-Reliability': 0x04,
  'Minimize-Cost': 0x02,
  'Normal-Service': 0x00,
};

/** Reads a TOS value: a number, `value/mask`, or a name of RFC 1349 (whose mask is 0x3f). */
export function parseTos(text: string): { value: number; mask: number } {
  const named = Object.entries(tosNames).find(([name]) => name.toLowerCase() === text.toLowerCase());
  return named ? { value: named[1], mask: 0x3f } : parseMasked(text, 255);
}

/** `-m tos` (xt_dscp.c tos_mt). */
export const tosTest: OptionCompiler = ({ negated }, value) => {
  const wanted = parseTos(value);
  return ({ packet: { tos } }) =>
    compare(tos === null ? null : equalsMasked(tos, wanted), negated, 'tos', tos === null ? null : hex(tos));
};

const dscpClasses: Readonly<Record<string, number>> = {
  CS0: 0,
  CS1: 8,
  CS2: 16,
  CS3: 24,
  CS4: 32,
  CS5: 40,
  CS6: 48,
  CS7: 56,
  BE: 0,
  AF11: 10,
  AF12: 12,
  AF13: 14,
  AF21: 18,
  AF22: 20,
  AF23: 22,
  AF31: 26,
  AF32: 28,
  AF33: 30,
  AF41: 34,
  AF42: 36,
  AF43: 38,
  EF: 46,
};

/** Reads a DSCP class by name (RFC 2474, 2597, 3246). */
export function parseDscpClass(text: string): number {
  const dscp = dscpClasses[text.toUpperCase()];
  if (dscp === undefined)
    throw new ValueError(
      isNot(
        text,
        { en: 'a DSCP class', zh: 'DSCP 类别' },
        nearestTo(text.toUpperCase(), Object.keys(dscpClasses)),
      ),
    );
  return dscp;
}

/** `-m dscp`: the upper six bits of TOS. */
export const dscpTest: OptionCompiler = ({ name, negated }, value) => {
  const wanted = name === '--dscp-class' ? parseDscpClass(value) : parseNumber(value, 63);
  return ({ packet: { tos } }) =>
    compare(tos === null ? null : tos >> 2 === wanted, negated, 'dscp', tos === null ? null : hex(tos >> 2));
};

/** `--ecn-ip-ect`: the lower two bits of TOS. */
export const ectTest: OptionCompiler = ({ negated }, value) => {
  const wanted = parseNumber(value, 3);
  return ({ packet: { tos } }) =>
    compare(tos === null ? null : (tos & 3) === wanted, negated, 'ect', tos === null ? null : tos & 3);
};

/** `-m mac`: only a frame that came by Ethernet has one (xt_mac.c); negated, the others do not match either. */
export const macTest: OptionCompiler = ({ negated }, value) => {
  if (!/^([0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i.test(value))
    throw new ValueError(isNot(value, { en: 'a MAC address', zh: 'MAC 地址' }, suchAs('02:42:ac:11:00:02')));
  const plain = (mac: string) =>
    mac
      .split(':')
      .map((byte) => parseInt(byte, 16))
      .join(':');
  const wanted = plain(value);
  return ({ packet: { in: from, mac } }) => {
    if (from === null || from === 'lo') return missed('mac', null);
    return compare(mac === null ? null : plain(mac) === wanted, negated, 'mac', mac);
  };
};

/** `-m pkttype` (xt_pkttype.c). */
export const packetTypeTest: OptionCompiler = ({ negated }, value) => {
  const kinds: Record<string, string> = {
    unicast: 'unicast',
    host: 'unicast',
    broadcast: 'broadcast',
    bcast: 'broadcast',
    multicast: 'multicast',
    mcast: 'multicast',
  };
  const wanted = kinds[value.toLowerCase()];
  if (!wanted)
    throw new ValueError(
      isNot(value, { en: 'a packet type', zh: '帧的类型' }, suchAs('unicast', 'broadcast', 'multicast')),
    );
  return ({ packet: { pkttype } }) => compare(pkttype === wanted, negated, 'pkttype', pkttype);
};

/** `-m comment`: says something to people, and always matches. */
export const commentTest: MatchCompiler = () => () => matched;
