import { familyOf, parseAddress } from '../address.ts';
import { InputError } from '../input-error.ts';
import type { Route } from '../model/network.ts';
import { isNot } from '../problem.ts';

const types: readonly Route['type'][] = [
  'unicast',
  'local',
  'broadcast',
  'blackhole',
  'unreachable',
  'prohibit',
];

/** Reads `ip route` or `ip -6 route`. */
export function readRouteText(text: string): Route[] {
  const routes: Route[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/);
    const type = types.find((known) => known === words[0]);
    const [dst = ''] = type ? words.slice(1) : words;
    if (dst === '' || dst === 'nexthop' || dst.startsWith('#')) continue;
    const after = (key: string) => {
      const at = words.indexOf(key);
      return at < 0 ? null : (words[at + 1] ?? null);
    };
    const gateway = after('via');
    const isIpv6 = line.includes(':');
    const [address = '', bits] = dst === 'default' ? [isIpv6 ? '::' : '0.0.0.0', '0'] : dst.split('/');
    if (!parseAddress(address))
      throw new InputError(
        index + 1,
        1,
        isNot(
          dst,
          { en: 'a destination', zh: '路由的目的地址' },
          {
            en: '; a line of `ip route`: default via 192.0.2.1 dev eth0',
            zh: '；`ip route` 的一行是这样：default via 192.0.2.1 dev eth0',
          },
        ),
      );
    routes.push({
      destination: address,
      prefix: Number(bits ?? (familyOf(address) === 'ipv4' ? 32 : 128)),
      device: after('dev'),
      gateway,
      source: after('src'),
      metric: Number(after('metric') ?? 0),
      type: type ?? 'unicast',
    });
  }
  return routes;
}
