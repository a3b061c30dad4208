import type { Network } from '../netfilter/model/network.ts';
import type { Family, PacketSpec } from '../netfilter/model/packet.ts';
import type { Ruleset } from '../netfilter/model/ruleset.ts';
import { lookAround, type Segment } from './neighbourhood.ts';
import { findPublishedPorts, findServices, type PublishedPort } from './published-ports.ts';

/** A question that people ask of a ruleset; `presetLabel` puts it in words. */
export type PresetKind =
  | 'published'
  | 'out'
  | 'same'
  | 'between'
  | 'loopback'
  | 'host'
  | 'hairpin'
  | 'direct'
  | 'neighbour'
  | 'service'
  | 'input'
  | 'ping';

/** A packet worth asking about. */
export interface Preset {
  kind: PresetKind;
  /** What tells it from others of its kind: a port, a bridge, an address. */
  detail: string;
  packet: PacketSpec;
}

/** A host anywhere on the internet (RFC 5737, RFC 3849). */
const farAway: Readonly<Record<Family, string>> = { ipv4: '198.51.100.7', ipv6: '2001:db8:ffff::7' };
const loopback: Readonly<Record<Family, string>> = { ipv4: '127.0.0.1', ipv6: '::1' };

/** So many bridges and ports get presets of their own; a server may have hundreds. */
const mostPorts = 3;
const mostBridges = 2;

type Ends = Pick<PacketSpec, 'src' | 'dst' | 'dport'> & { in?: string; proto?: string };

function from(family: Family, { in: input, proto = 'tcp', ...ends }: Ends): PacketSpec {
  return { family, proto, ...(input === undefined ? { local: true } : { in: input }), ...ends };
}

function aboutBridges(
  family: Family,
  bridges: readonly Segment[],
  ports: readonly PublishedPort[],
): Preset[] {
  const service = (address: string) => ports.find((port) => port.address === address);
  const made: Preset[] = [];
  const add = (kind: PresetKind, detail: string, ends: Ends) =>
    made.push({ kind, detail, packet: from(family, ends) });
  for (const { name, hosts } of bridges)
    add('out', name, { in: name, src: hosts[0], dst: farAway[family], dport: 443 });
  for (const { name, hosts } of bridges) {
    const { proto, toPort = 80 } = service(hosts[0]) ?? {};
    add('same', name, { in: name, src: hosts[1], dst: hosts[0], dport: toPort, proto });
  }
  const [first, second] = bridges;
  if (first && second)
    for (const [a, b] of [
      [second, first],
      [first, second],
    ] as const) {
      const { proto, toPort = 80 } = service(b.hosts[0]) ?? {};
      add('between', `${a.name} → ${b.name}`, {
        in: a.name,
        src: a.hosts[0],
        dst: b.hosts[0],
        dport: toPort,
        proto,
      });
    }
  return made;
}

function aboutPort(
  family: Family,
  port: PublishedPort,
  outside: Segment | null,
  inside: Segment | null,
): Preset[] {
  const { proto, port: dport } = port;
  const detail = `${dport}/${proto}`;
  const own = outside?.own ?? loopback[family];
  const made: Preset[] = [];
  const add = (kind: PresetKind, what: string, ends: Ends) =>
    made.push({ kind, detail: what, packet: from(family, { proto, ...ends }) });
  if (outside) add('published', detail, { in: outside.name, src: outside.hosts[0], dst: own, dport });
  add('loopback', detail, { dst: loopback[family], dport });
  if (outside) add('host', `${own}:${dport}`, { dst: own, dport });
  if (inside && outside) {
    const peer = inside.hosts.find((host) => host !== port.address) ?? inside.hosts[1];
    add('hairpin', detail, { in: inside.name, src: peer, dst: own, dport });
  }
  if (outside)
    add('direct', port.address, {
      in: outside.name,
      src: outside.hosts[0],
      dst: port.address,
      dport: port.toPort,
    });
  if (outside && port.on === loopback[family])
    add('neighbour', detail, { in: outside.name, src: outside.hosts[0], dst: port.on, dport });
  return made;
}

/** The packets that a ruleset invites to ask about, most telling first. */
export function makePresets(ruleset: Ruleset, network: Network, family: Family): Preset[] {
  const isIpv6 = (address: string) => address.includes(':');
  const ports = findPublishedPorts(ruleset).filter(({ address }) => isIpv6(address) === (family === 'ipv6'));
  const around = lookAround(
    network,
    family,
    ports.map(({ address }) => address),
  );
  const busy = new Set(ports.map(({ address }) => address));
  // Bridges with containers that publish something are the ones people ask about.
  const bridges = [...around.bridges].sort(
    (a, b) => Number(busy.has(b.hosts[0])) - Number(busy.has(a.hosts[0])),
  );
  const inside = (address: string) => bridges.find(({ hosts }) => hosts.includes(address)) ?? null;
  const presets = ports
    .slice(0, mostPorts)
    .flatMap((port) => aboutPort(family, port, around.outside, inside(port.address)));
  presets.push(...aboutBridges(family, bridges.slice(0, mostBridges), ports));
  for (const { proto, address, port } of findServices(ruleset).slice(0, mostPorts))
    if (isIpv6(address) === (family === 'ipv6'))
      presets.unshift({
        kind: 'service',
        detail: `${address}:${port}`,
        packet: from(family, { proto, dst: address, dport: port }),
      });
  const { outside } = around;
  if (outside) {
    presets.push({
      kind: 'input',
      detail: '22/tcp',
      packet: from(family, { in: outside.name, src: outside.hosts[0], dst: outside.own, dport: 22 }),
    });
    const [bridge] = bridges;
    if (ports.length === 0 && bridge)
      presets.push({
        kind: 'direct',
        detail: bridge.hosts[0],
        packet: from(family, { in: outside.name, src: outside.hosts[0], dst: bridge.hosts[0], dport: 80 }),
      });
    presets.push({
      kind: 'ping',
      detail: '',
      packet: from(family, {
        in: outside.name,
        src: outside.hosts[0],
        dst: outside.own,
        proto: family === 'ipv6' ? 'ipv6-icmp' : 'icmp',
      }),
    });
  }
  return presets;
}

/** So many questions are offered at once; the others are a press away. */
const mostOffered = 9;

/** The first of each kind, and then the others: what is offered at once, and what on demand. */
export function offerPresets(presets: readonly Preset[]): { offered: Preset[]; more: Preset[] } {
  const kinds = new Set<PresetKind>();
  const offered = presets.filter(
    ({ kind }) => kinds.size < mostOffered && !kinds.has(kind) && kinds.add(kind),
  );
  return { offered, more: presets.filter((preset) => !offered.includes(preset)) };
}
