import type { Connection, Direction } from '../model/connection.ts';
import type { Packet } from '../model/packet.ts';
import type { Hook } from '../model/trace.ts';
import type { Routing } from '../walk/routing.ts';

/** What a condition can see: the packet where it is, its connection, the machine. */
export interface View {
  packet: Packet;
  hook: Hook;
  /** Null for INVALID and UNTRACKED packets, and where only the state was given. */
  connection: Connection | null;
  direction: Direction;
  /** The entry is in the table already (IPS_CONFIRMED); the first packet's is not before its last hook. */
  confirmed: boolean;
  /** The state was given, its entry was not. */
  stateOnly: boolean;
  /** NOTRACK was there, before conntrack looked. */
  untracked: boolean;
  /** It came in by a bridge, and br_netfilter keeps its port. */
  viaBridge: boolean;
  /** It goes from port to port of a bridge. */
  bridged: boolean;
  routing: Routing;
}
