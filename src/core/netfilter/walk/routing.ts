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

  /** Whether an interface has the very address. */
  hasAddress(address: string): boolean {
    return this.locals.has(address);
  }

  /** Whether the address is delivered here: those of interfaces, and all of 127.0.0.0/8. */
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
    return this.lookupMain(destination, oif);
  }

  /** Looks a destination up in the main table only. */
  lookupMain(destination: string, oif: string | null): RouteAnswer {
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

  /** The source address for a way out: net/ipv4/devinet.c inet_select_addr, net/ipv6/addrconf.c ipv6_dev_get_saddr. */
  selectSource(device: string | null, toward: string): string | null {
    return this.family === 'ipv4' ? this.selectIpv4(device, toward) : this.selectIpv6(device, toward);
  }

  private selectIpv4(device: string | null, toward: string): string | null {
    const usable = this.addressesOf(device).filter(
      ({ secondary, scope }) => !secondary && scope === 'global',
    );
    const near = usable.find(({ address, prefix }) => inSubnet(toward, address, prefix)) ?? usable[0];
    if (near) return near.address;
    for (const link of this.network.interfaces)
      for (const { address, scope } of this.addressesOf(link.name)) if (scope === 'global') return address;
    return null;
  }

  /** RFC 6724, rules 1, 2, 5 and 8. */
  private selectIpv6(device: string | null, toward: string): string | null {
    const isLinkLocal = toward.toLowerCase().startsWith('fe80');
    let best: { address: string; score: number } | null = null;
    for (const { name } of this.network.interfaces) {
      if (isLinkLocal && name !== device) continue;
      for (const { address, prefix, scope } of this.addressesOf(name)) {
        const inScope = isLinkLocal || scope === 'global';
        const common = Math.min(commonBits(address, toward), prefix);
        const score =
          (address === toward ? 8000 : 0) + (inScope ? 4000 : 0) + (name === device ? 2000 : 0) + common;
        if (!best || score > best.score) best = { address, score };
      }
    }
    return best?.address ?? null;
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
