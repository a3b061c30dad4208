import { familyOf, inSubnet, parseAddress } from '../address.ts';
import type { Interface, InterfaceAddress, Network, Route } from '../model/network.ts';
import type { Family } from '../model/packet.ts';

/** What the routing tables say of a destination. */
export interface RouteAnswer {
  kind: Route['type'] | 'multicast' | 'none';
  device: string | null;
  /** The next hop: the gateway, or the destination itself. */
  via: string | null;
  /** The source address that a packet made here would get. */
  source: string | null;
}

/** What addrtype calls an address. */
export type AddressType =
  'UNSPEC' | 'UNICAST' | 'LOCAL' | 'BROADCAST' | 'MULTICAST' | 'UNREACHABLE' | 'BLACKHOLE' | 'PROHIBIT';

interface Better {
  route: Route;
  score: number;
}

/** Answers what the kernel would ask its routing tables, for one family. */
export class Routing {
  readonly network: Network;
  readonly family: Family;
  private readonly byName = new Map<string, Interface>();
  private readonly locals = new Map<string, { device: string; address: InterfaceAddress }>();
  private readonly broadcasts = new Set<string>();
  private readonly routes: readonly Route[];

  constructor(network: Network, family: Family) {
    this.network = network;
    this.family = family;
    for (const link of network.interfaces) {
      this.byName.set(link.name, link);
      for (const address of link.addresses) {
        if (familyOf(address.address) !== family) continue;
        if (!this.locals.has(address.address))
          this.locals.set(address.address, { device: link.name, address });
        if (address.broadcast !== null) this.broadcasts.add(address.broadcast);
      }
    }
    this.routes = network.routes.filter(({ destination }) => familyOf(destination) === family);
  }

  /** br_netfilter shows bridged packets to iptables. */
  get bridgeNetfilter(): boolean {
    return this.network.bridgeNetfilter ?? true;
  }

  interfaceOf(name: string | null): Interface | undefined {
    return name === null ? undefined : this.byName.get(name);
  }

  isBridge(name: string): boolean {
    return this.byName.get(name)?.kind === 'bridge';
  }

  isLoopback(name: string | null): boolean {
    return name === 'lo' || this.interfaceOf(name)?.kind === 'loopback';
  }

  private isLoopbackAddress(address: string): boolean {
    return this.family === 'ipv4' ? address.startsWith('127.') : address === '::1';
  }

  /** Addresses of an interface, in the order in which it got them. */
  addressesOf(device: string | null): readonly InterfaceAddress[] {
    const all = this.interfaceOf(device)?.addresses ?? [];
    return all.filter(({ address }) => familyOf(address) === this.family);
  }

  /** Whether this machine has the address. */
  isLocal(address: string): boolean {
    return this.locals.has(address) || this.isLoopbackAddress(address);
  }

  /** The interface of an address of this machine; `lo` for 127.0.0.0/8. */
  deviceOf(address: string): string | null {
    return this.locals.get(address)?.device ?? (this.isLoopbackAddress(address) ? 'lo' : null);
  }

  /** net/ipv4/fib_frontend.c __inet_dev_addr_type, net/netfilter/xt_addrtype.c match_type6. */
  typeOf(address: string, device: string | null): AddressType {
    const [first = 0] = parseAddress(address) ?? [];
    if (this.family === 'ipv4') {
      if (first >>> 24 === 0 || address === '255.255.255.255') return 'BROADCAST';
      if (first >>> 28 === 14) return 'MULTICAST';
      const on = this.deviceOf(address);
      if (on !== null) return device === null || device === on ? 'LOCAL' : 'UNICAST';
      return this.broadcasts.has(address) && device === null ? 'BROADCAST' : 'UNICAST';
    }
    if (address === '::') return 'UNSPEC';
    if (first >>> 24 === 0xff) return 'MULTICAST';
    const on = this.deviceOf(address);
    if (on !== null) return device === null || device === on ? 'LOCAL' : 'UNICAST';
    const { kind } = this.lookup(address, null);
    return kind === 'none' || kind === 'unreachable' ? 'UNREACHABLE' : 'UNICAST';
  }

  /** Whether the address is a broadcast address of one of our subnets. */
  isBroadcast(address: string): boolean {
    return this.family === 'ipv4' && this.typeOf(address, null) === 'BROADCAST';
  }

  /**
   * Looks a destination up: this machine's addresses, then the longest prefix of the main table, then the metric.
   * @param oif only routes through this interface, as a socket bound to it asks
   */
  lookup(destination: string, oif: string | null): RouteAnswer {
    if (this.isLocal(destination)) {
      const source = this.locals.has(destination)
        ? destination
        : this.family === 'ipv4'
          ? '127.0.0.1'
          : '::1';
      return { kind: 'local', device: 'lo', via: null, source };
    }
    if (this.broadcasts.has(destination) || destination === '255.255.255.255') {
      const device = this.connectedDevice(destination);
      return { kind: 'broadcast', device, via: null, source: this.selectSource(device, destination) };
    }
    let best: Better | undefined;
    for (const route of this.routes) {
      if (oif !== null && route.device !== oif) continue;
      const device = this.interfaceOf(route.device);
      if (device && !device.up) continue;
      if (!inSubnet(destination, route.destination, route.prefix)) continue;
      const score = route.prefix * 2 ** 32 - route.metric;
      if (!best || score > best.score) best = { route, score };
    }
    if (!best) return { kind: 'none', device: null, via: null, source: null };
    const { type, device, gateway, source } = best.route;
    const via = type === 'unicast' ? (gateway ?? destination) : null;
    return { kind: type, device, via, source: source ?? this.selectSource(device, gateway ?? destination) };
  }

  private connectedDevice(destination: string): string | null {
    for (const link of this.network.interfaces)
      if (link.addresses.some(({ broadcast }) => broadcast === destination)) return link.name;
    return null;
  }

  /** net/ipv4/devinet.c inet_select_addr; for IPv6 the longest common prefix (RFC 6724, rule 8) after the scope. */
  selectSource(device: string | null, toward: string): string | null {
    const wanted = this.family === 'ipv6' && toward.toLowerCase().startsWith('fe80') ? 'link' : 'global';
    const usable = this.addressesOf(device).filter(({ secondary }) => !secondary || this.family === 'ipv6');
    const own = usable.filter(({ scope }) => scope === wanted);
    if (this.family === 'ipv6') {
      const best = own.toSorted((a, b) => commonBits(b.address, toward) - commonBits(a.address, toward));
      return best[0]?.address ?? usable[0]?.address ?? null;
    }
    const near = own.find(({ address, prefix }) => inSubnet(toward, address, prefix));
    if (near ?? own[0]) return (near ?? own[0])?.address ?? null;
    for (const link of this.network.interfaces)
      for (const address of this.addressesOf(link.name))
        if (address.scope === 'global') return address.address;
    return null;
  }
}

function commonBits(a: string, b: string): number {
  const [x, y] = [parseAddress(a) ?? [], parseAddress(b) ?? []];
  for (let index = 0; index < x.length; index++) {
    const difference = (x[index] ?? 0) ^ (y[index] ?? 0);
    if (difference !== 0) return index * 32 + Math.clz32(difference);
  }
  return x.length * 32;
}
