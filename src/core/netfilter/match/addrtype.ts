import { compare } from './finding.ts';
import { parseWords } from './conntrack.ts';
import type { AddressType } from '../walk/routing.ts';
import type { MatchCompiler } from './condition.ts';

const types = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
];

/** xt_addrtype.c match_type6: there a local address is UNICAST too, and a list asks for all of its kinds. */
function holdsForIpv6(wanted: readonly string[], type: AddressType): boolean {
  const isUnicast = type !== 'MULTICAST' && type !== 'UNSPEC';
  if (wanted.includes('MULTICAST') && type !== 'MULTICAST') return false;
  if (wanted.includes('UNICAST') && !isUnicast) return false;
  if (wanted.includes('UNSPEC') && type !== 'UNSPEC') return false;
  const looksUp = ['LOCAL', 'ANYCAST', 'UNREACHABLE'].some((name) => wanted.includes(name));
  return !looksUp || wanted.includes(type);
}

/** `-m addrtype` (xt_addrtype.c): what the routing tables say an address is. */
export const addrtypeTest: MatchCompiler = (options) => {
  const limits = new Set(options.map(({ name }) => name));
  const asked = options.flatMap(({ name, negated, values }) =>
    name === '--src-type' || name === '--dst-type'
      ? [
          {
            field: name === '--src-type' ? ('src' as const) : ('dst' as const),
            negated,
            wanted: parseWords(values[0] ?? '', types, { en: 'an address type', zh: '地址类型' }),
          },
        ]
      : [],
  );
  return ({ packet, routing }) => {
    const device = limits.has('--limit-iface-in')
      ? packet.in
      : limits.has('--limit-iface-out')
        ? packet.out
        : null;
    let finding = compare(true, false, 'addrtype', null);
    for (const { field, negated, wanted } of asked) {
      const type = routing.typeOf(packet[field], device);
      const holds = packet.family === 'ipv6' ? holdsForIpv6(wanted, type) : wanted.includes(type);
      finding = compare(holds, negated, `${field}-type`, type);
      if (finding.result !== 'match') return finding;
    }
    return finding;
  };
};
