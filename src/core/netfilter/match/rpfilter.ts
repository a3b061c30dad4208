import { compare, matched, missed } from './finding.ts';
import type { MatchCompiler } from './condition.ts';

/** `-m rpfilter` (ipt_rpfilter.c): would an answer leave by the interface that this packet came in by? */
export const reversePathTest: MatchCompiler = (options) => {
  const has = new Set(options.map(({ name }) => name));
  const inverted = has.has('--invert');
  return ({ packet, routing }) => {
    if (packet.in === null || packet.in === 'lo') return inverted ? missed('rpfilter', null) : matched;
    const owner = routing.deviceOf(packet.src);
    if (owner !== null) {
      // IPv4 wants the address's own interface then, IPv6 does not (ip6t_rpfilter.c).
      const isHome = has.has('--loose') || owner === packet.in || packet.family === 'ipv6';
      const holds = has.has('--accept-local') && isHome;
      return compare(holds, inverted, 'rpfilter', owner);
    }
    const route = routing.lookup(packet.src, null);
    const holds = route.kind === 'unicast' && (has.has('--loose') || route.device === packet.in);
    return compare(holds, inverted, 'rpfilter', route.device);
  };
};
