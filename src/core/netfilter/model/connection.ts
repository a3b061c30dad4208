/** One direction of a connection, as conntrack keys it. For ICMP echo both ports are the identifier. */
export interface Tuple {
  src: string;
  dst: string;
  sport: number | null;
  dport: number | null;
}

/** A conntrack entry: what the first packet leaves for those that follow (nf_conntrack.h). */
export interface Connection {
  proto: string;
  original: Tuple;
  /** What the answer looks like when it arrives: the original reversed, unless NAT changed it. */
  reply: Tuple;
  /** A packet in the reply direction has been seen: from now on ESTABLISHED. */
  seenReply: boolean;
  /** Not dropped when the table is full; null where it depends on time (UDP). */
  assured: boolean | null;
  /** The source was rewritten (SNAT, MASQUERADE). */
  sourceNat: boolean;
  /** The destination was rewritten (DNAT, REDIRECT). */
  destinationNat: boolean;
  /** The connection's own mark (CONNMARK). */
  mark: number;
  /** The conntrack zone, `CT --zone`. */
  zone: number;
  helper: string | null;
}

/** Which direction of a connection a packet belongs to. */
export type Direction = 'original' | 'reply';
