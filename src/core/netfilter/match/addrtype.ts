import { compare } from './finding.ts';
import { parseWords } from './conntrack.ts';
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

/** `-m addrtype` (xt_addrtype.c): what the routing tables say an address is. */
export const addrtypeTest: MatchCompiler = (options) => {
  const limits = new Set(options.map(({ name }) => name));
  const asked = options.flatMap(({ name, negated, values }) =>
    name === '--src-type' || name === '--dst-type'
      ? [
          {
            field: name === '--src-type' ? ('src' as const) : ('dst' as const),
            negated,
            wanted: parseWords(values[0] ?? '', types, 'an address type'),
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
      finding = compare(wanted.includes(type), negated, `${field}-type`, type);
      if (finding.result !== 'match') return finding;
    }
    return finding;
  };
};
