/** Which IP a ruleset and a packet are of: `iptables` or `ip6tables`. */
export type Family = 'ipv4' | 'ipv6';

/** A TCP flag by the name that `--tcp-flags` uses. */
export type TcpFlag = 'FIN' | 'SYN' | 'RST' | 'PSH' | 'ACK' | 'URG';

/** What `--ctstate` can see of a packet (xt_conntrack.c). */
export type CtState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';

/** What `-m pkttype` can see of a frame. */
export type PacketType = 'unicast' | 'broadcast' | 'multicast';

/**
 * A packet at one moment of its walk; its keys are those of `parsePacket`. A field that nobody gave is null, and a
 * rule that asks for it stays undecided. Never changed in place: every rewrite makes a new one.
 */
export interface Packet {
  family: Family;
  /** The interface it came in by; null for a packet made here. */
  in: string | null;
  /** The interface it goes out by; null before the routing decision and for a packet delivered here. */
  out: string | null;
  /** The bridge ports, where br_netfilter shows them to iptables. */
  physin: string | null;
  physout: string | null;
  src: string;
  dst: string;
  /** A name of /etc/protocols as `iptables -p` prints it, or a number. */
  proto: string;
  sport: number | null;
  dport: number | null;
  flags: readonly TcpFlag[] | null;
  /** ICMP type and code. */
  type: number | null;
  code: number | null;
  /** The firewall mark, `nfmark`. */
  mark: number;
  /** What conntrack says of it; null before conntrack has seen it. */
  ctstate: CtState | null;
  /** Layer 3 length, header included. */
  length: number | null;
  ttl: number | null;
  tos: number | null;
  /** Source MAC address, where the packet came by Ethernet. */
  mac: string | null;
  pkttype: PacketType;
  /** Owner of the socket of a packet made here. */
  uid: number | null;
  gid: number | null;
  /** A packet made on this machine. */
  local: boolean;
}

/** A packet as someone describes it: addresses and protocol, and what else is known. */
export type PacketSpec = Partial<Omit<Packet, 'ctstate' | 'pkttype'>> & {
  family: Family;
  dst: string;
  proto: string;
  /** Conntrack's answer, for who has no connection entry but knows: `ESTABLISHED`. */
  ctstate?: CtState | null;
  pkttype?: PacketType;
};
