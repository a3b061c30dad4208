import { reverse, tupleOf } from '../target/bind.ts';
import type { Connection, Direction, Tuple } from '../model/connection.ts';
import type { CtState, Packet, PacketSpec, TcpFlag } from '../model/packet.ts';
import type { WalkState } from './walk-state.ts';

function sameTuple(a: Tuple, b: Tuple): boolean {
  return a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;
}

/** The direction in which a packet belongs to a connection; null when it does not. */
export function directionIn(connection: Connection, packet: Packet): Direction | null {
  if (connection.proto !== packet.proto) return null;
  const tuple = tupleOf(packet);
  // The reply is hashed last and found first, should both be the same (__nf_conntrack_hash_insert).
  if (sameTuple(tuple, connection.reply)) return 'reply';
  return sameTuple(tuple, connection.original) ? 'original' : null;
}

/** nf_conntrack_proto_tcp.c get_conntrack_index, tcp_conntracks[ORIGINAL][…][NONE]: what may start a connection. */
function mayStartTcp(flags: readonly TcpFlag[]): boolean {
  if (flags.includes('RST')) return false;
  if (flags.includes('SYN')) return !flags.includes('ACK');
  // Picked up in the middle (nf_conntrack_tcp_loose), unless it is closing.
  return !flags.includes('FIN') && flags.includes('ACK');
}

/** nf_conntrack_proto_icmp.c, nf_conntrack_proto_icmpv6.c: which types ask for an answer. */
const asking: Readonly<Record<string, readonly number[]>> = {
  icmp: [8, 13, 15, 17],
  'ipv6-icmp': [128],
};

/** Neighbour discovery and MLD are never tracked (nf_conntrack_proto_icmpv6.c noct_valid_new). */
const untrackedIcmpv6 = [130, 131, 132, 133, 134, 135, 136, 143];

/** What conntrack says of a packet that belongs to no known connection. */
function firstState({ proto, flags, type }: Packet): CtState {
  if (proto === 'tcp') return flags && !mayStartTcp(flags) ? 'INVALID' : 'NEW';
  if (proto === 'ipv6-icmp' && type !== null && untrackedIcmpv6.includes(type)) return 'UNTRACKED';
  const types = asking[proto];
  return types && type !== null && !types.includes(type) ? 'INVALID' : 'NEW';
}

function openConnection(state: WalkState): Connection {
  const original = tupleOf(state.packet);
  return {
    proto: state.packet.proto,
    original,
    reply: reverse(original),
    seenReply: false,
    assured: false,
    sourceNat: false,
    destinationNat: false,
    mark: 0,
    zone: state.zone,
    helper: state.helper,
  };
}

/** A later packet of a known connection (nf_conntrack_core.c resolve_normal_ct). */
function follow(state: WalkState, known: Connection, direction: Direction): CtState {
  const isReply = direction === 'reply';
  const seenReply = known.seenReply || isReply;
  const { flags } = state.packet;
  const established = known.seenReply && !isReply && flags !== null && flags.includes('ACK');
  const assured = known.assured === true || (known.proto === 'tcp' && established);
  state.connection = {
    ...known,
    seenReply,
    assured: assured || (known.proto === 'udp' && seenReply ? null : false),
  };
  state.direction = direction;
  state.confirmed = true;
  state.natDone.source = true;
  state.natDone.destination = true;
  return isReply || known.seenReply ? 'ESTABLISHED' : 'NEW';
}

/** Looks a packet up in conntrack, or opens an entry: sets the state's connection and the packet's `ctstate`. */
export function track(state: WalkState, spec: PacketSpec, known: Connection | null): void {
  let ctstate: CtState;
  const direction = known && known.zone === state.zone ? directionIn(known, state.packet) : null;
  if (state.untracked) ctstate = 'UNTRACKED';
  else if (known && direction) ctstate = follow(state, known, direction);
  else if (spec.ctstate && spec.ctstate !== 'NEW') {
    ctstate = spec.ctstate;
    state.stateOnly = ctstate === 'ESTABLISHED' || ctstate === 'RELATED';
  } else {
    ctstate = spec.ctstate ?? firstState(state.packet);
    if (ctstate === 'NEW') {
      state.connection = openConnection(state);
      state.isFirst = true;
    }
  }
  state.packet = { ...state.packet, ctstate };
}
