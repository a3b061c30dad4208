import { inferNetwork } from '../../src/core/netfilter/infer-network.ts';
import { familyOf, inSubnet, parseAddress } from '../../src/core/netfilter/address.ts';
import type { Family } from '../../src/core/netfilter/model/packet.ts';
import type { Ruleset } from '../../src/core/netfilter/model/ruleset.ts';
import type { Link, World } from './world.ts';

/** The machine that a capture was made on, rebuilt: its bridges with two containers each, and a host outside. */
export interface CaptureWorld {
  world: World;
  outside: string;
  own: string;
  /** The loopback address. */
  loopback: string;
  bridges: readonly { name: string; gateway: string; containers: readonly [string, string] }[];
  /** Ports that the rules publish, at the host and in the container. */
  ports: readonly number[];
  /** Containers and services that the rules name. */
  targets: readonly string[];
}

const outer = {
  ipv4: { own: '192.0.2.10', prefix: 24, outside: '192.0.2.1', loopback: '127.0.0.1' },
  ipv6: { own: '2001:db8::10', prefix: 64, outside: '2001:db8::1', loopback: '::1' },
} as const;

/** The second and third address of a subnet, or those that the rules name. */
function containersOf(gateway: string, prefix: number, named: readonly string[]): [string, string] {
  const own = named.filter((address) => address !== gateway && inSubnet(address, gateway, prefix));
  const base = gateway.replace(/1$/, '');
  const [first = `${base}2`] = own;
  const second = own[1] ?? (first === `${base}3` ? `${base}4` : `${base}3`);
  return [first, second];
}

/** Rebuilds a machine from its rules: what they say of bridges, subnets, containers and ports. */
export function captureWorld(ruleset: Ruleset, text: string, family: Family): CaptureWorld {
  const { own, prefix, outside, loopback } = outer[family];
  const network = inferNetwork(ruleset, { family, in: 'eth0', src: outside, dst: own, proto: 'tcp' });
  const pattern = family === 'ipv4' ? /\d+\.\d+\.\d+\.\d+/g : /[\da-f]*:[\da-f:]*:[\da-f]+/g;
  const named = [...new Set(text.match(pattern) ?? [])].filter(
    (address) => parseAddress(address) !== null && familyOf(address) === family,
  );
  const links: Link[] = [{ name: 'eth0', addresses: [`${own}/${prefix}`], hosts: [outside] }];
  const bridges: CaptureWorld['bridges'][number][] = [];
  for (const { name, kind, addresses } of network.interfaces) {
    const [address] = addresses;
    if (kind !== 'bridge' || !address) continue;
    const containers = containersOf(address.address, address.prefix, named);
    bridges.push({ name, gateway: address.address, containers });
    links.push({ name, isBridge: true, addresses: [`${address.address}/${address.prefix}`], hosts: [] });
    containers.forEach((container, index) =>
      links.push({
        name: `p${bridges.length}${index}`,
        master: name,
        hairpin: true,
        addresses: [],
        hosts: [container],
      }),
    );
  }
  const ports = [...text.matchAll(/--dport (\d+)|:(\d+)$/gm)].map((match) => Number(match[1] ?? match[2]));
  const world: World = {
    family,
    links,
    routes: [`default via ${outside} dev eth0`],
    forwarding: true,
    bridgeNetfilter: true,
    routeLocalnet: family === 'ipv4' ? bridges.map(({ name }) => name) : [],
    rpFilter: 0,
  };
  const targets = named.filter(
    (address) => !address.startsWith('127.') && !/(?:::|\.0)$|^(?:::|0\.0\.0\.0|224\.|ff|fe80)/.test(address),
  );
  return { world, outside, own, loopback, bridges, ports: [...new Set([...ports, 80, 22])], targets };
}
