import type { Family } from '../../src/core/netfilter/model/packet.ts';
import type { Random } from './random.ts';
import type { Link, World } from './world.ts';

/** The addresses that random rulesets and packets speak of. */
export interface Vocabulary {
  /** The host's own. */
  own: readonly string[];
  /** Its neighbours'. */
  hosts: readonly string[];
  /** Subnets of its interfaces, and some beyond. */
  subnets: readonly string[];
  /** Behind the gateway, and nowhere. */
  beyond: readonly string[];
  interfaces: readonly string[];
  ports: readonly string[];
}

const plans = {
  ipv4: {
    outer: { own: ['192.0.2.10/24', '192.0.2.11/24'], hosts: ['192.0.2.1', '192.0.2.20', '192.0.2.21'] },
    side: { own: ['198.51.100.1/24'], hosts: ['198.51.100.2', '198.51.100.3'] },
    first: { own: ['10.1.0.1/24'], hosts: ['10.1.0.2', '10.1.0.3'] },
    second: { own: ['10.2.0.1/24', '10.2.1.1/25'], hosts: ['10.2.0.2', '10.2.0.3', '10.2.1.2', '10.2.1.3'] },
    beyond: ['203.0.113.5', '203.0.113.200', '8.8.8.8', '172.31.0.9'],
    subnets: [
      '192.0.2.0/24',
      '10.1.0.0/24',
      '10.2.0.0/16',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '127.0.0.0/8',
    ],
    refused: ['blackhole 203.0.113.128/25', 'unreachable 172.31.0.0/24', 'prohibit 172.31.0.0/16'],
    loopback: '127.0.0.1',
  },
  ipv6: {
    outer: {
      own: ['2001:db8::10/64', '2001:db8::11/64'],
      hosts: ['2001:db8::1', '2001:db8::20', '2001:db8::21'],
    },
    side: { own: ['2001:db8:5::1/64'], hosts: ['2001:db8:5::2', '2001:db8:5::3'] },
    first: { own: ['fd00:1::1/64'], hosts: ['fd00:1::2', 'fd00:1::3'] },
    second: { own: ['fd00:2::1/64'], hosts: ['fd00:2::2', 'fd00:2::3'] },
    beyond: ['2001:db8:9::5', '2001:db8:9:8000::5', '2001:db8:77::1'],
    subnets: ['2001:db8::/64', 'fd00:1::/64', 'fd00:2::/64', 'fd00::/8', '2001:db8:9::/48'],
    refused: ['blackhole 2001:db8:9:8000::/49', 'unreachable 2001:db8:77::/64'],
    loopback: '::1',
  },
} as const;

/** Makes a host: an outer interface, perhaps another, one or two bridges with ports, routes and switches at random. */
export function randomWorld(random: Random): { world: World; words: Vocabulary } {
  const family: Family = random.chance(0.35) ? 'ipv6' : 'ipv4';
  const plan = plans[family];
  const few = (items: readonly string[]) => items.slice(0, random.between(1, items.length));
  const links: Link[] = [{ name: 'eth0', addresses: few(plan.outer.own), hosts: plan.outer.hosts }];
  if (random.chance(0.4)) links.push({ name: 'eth1', addresses: plan.side.own, hosts: plan.side.hosts });
  const addBridge = (name: string, { own, hosts }: { own: readonly string[]; hosts: readonly string[] }) => {
    links.push({ name, isBridge: true, addresses: own, hosts: [] });
    hosts.forEach((host, index) =>
      links.push({
        name: `${name}v${index}`,
        master: name,
        hairpin: random.chance(0.5),
        addresses: [],
        hosts: [host],
      }),
    );
  };
  addBridge('br-app', plan.first);
  if (random.chance(0.6)) addBridge('docker0', plan.second);
  const routes = [`default via ${plan.outer.hosts[0]} dev eth0`];
  for (const route of plan.refused) if (random.chance(0.4)) routes.push(route);
  const own = links.flatMap(({ addresses }) => addresses.map((text) => text.split('/')[0] ?? ''));
  const world: World = {
    family,
    links,
    routes,
    forwarding: random.chance(0.93),
    bridgeNetfilter: random.chance(0.6),
    routeLocalnet: family === 'ipv4' && random.chance(0.3) ? [random.pick(links).name] : [],
    rpFilter: family === 'ipv4' ? random.pick([0, 0, 0, 1, 2] as const) : 0,
  };
  const words: Vocabulary = {
    own: [...own, plan.loopback],
    hosts: links.flatMap(({ hosts }) => hosts),
    subnets: plan.subnets,
    beyond: plan.beyond,
    interfaces: [
      'lo',
      ...links.filter(({ master }) => !master).map(({ name }) => name),
      'eth+',
      'br-+',
      'tun0',
    ],
    ports: links.filter(({ master }) => master).map(({ name }) => name),
  };
  return { world, words };
}
