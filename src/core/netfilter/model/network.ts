import type { Assumption } from './trace.ts';

/** An address of an interface: `172.17.0.1/16`. */
export interface InterfaceAddress {
  address: string;
  prefix: number;
  broadcast: string | null;
  /** `global`, `link` or `host`. */
  scope: string;
  /** Added after another of the same subnet; MASQUERADE does not choose it. */
  secondary: boolean;
}

export interface Interface {
  name: string;
  kind: 'loopback' | 'bridge' | 'other';
  up: boolean;
  /** The bridge that this interface is a port of. */
  master: string | null;
  mac: string | null;
  addresses: readonly InterfaceAddress[];
  /** The port sends a frame back to where it came from (bridge hairpin mode); null when nobody said. */
  hairpin: boolean | null;
}

/** A line of `ip route`, main table. */
export interface Route {
  /** `0.0.0.0/0` or `::/0` for the default. */
  destination: string;
  prefix: number;
  /** Null for a route without a device, as `blackhole`. */
  device: string | null;
  gateway: string | null;
  /** Source address that it suggests. */
  source: string | null;
  metric: number;
  type: 'unicast' | 'local' | 'broadcast' | 'blackhole' | 'unreachable' | 'prohibit';
}

/** The machine around a ruleset: what routing, addrtype and MASQUERADE ask. */
export interface Network {
  interfaces: readonly Interface[];
  routes: readonly Route[];
  /** `net.ipv4.ip_forward` or `net.ipv6.conf.all.forwarding`; null when unknown, then taken as on. */
  forwarding: boolean | null;
  /** `net.bridge.bridge-nf-call-iptables` (br_netfilter loaded); null when unknown, then taken as on. */
  bridgeNetfilter: boolean | null;
  /** Interfaces with `route_localnet`; null when unknown, then taken as on. */
  routeLocalnet: readonly string[] | null;
  /** `rp_filter`: 0 off, 1 strict, 2 loose. Null when unknown, then taken as off. */
  rpFilter: 0 | 1 | 2 | null;
  /** What nobody said and `inferNetwork` deduced; empty for a network that was read. */
  assumptions: readonly Assumption[];
}
