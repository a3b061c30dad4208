import { formatAddress, parseAddress, type Words } from '../address.ts';
import type { Tuple } from '../model/connection.ts';
import type { Packet } from '../model/packet.ts';
import type { Change } from '../model/trace.ts';
import { hasPorts } from '../protocols.ts';
import type { Manip, WalkState } from '../walk/walk-state.ts';
import { chooseAddress } from './nat-hash.ts';

/** What a NAT target asks for: an address or a range of them, and ports. */
export interface NatRange {
  from: Words | null;
  to: Words | null;
  ports: { from: number; to: number } | null;
  /** `--random`, `--random-fully`: the port is not kept. */
  random: boolean;
  persistent: boolean;
}

/** A tuple as its answer has it. */
export function reverse({ src, dst, sport, dport }: Tuple): Tuple {
  return { src: dst, dst: src, sport: dport, dport: sport };
}

/** The tuple of a packet; ICMP echo has its identifier for both ports. */
export function tupleOf({ src, dst, sport, dport }: Packet): Tuple {
  return { src, dst, sport, dport };
}

function choosePort(now: number | null, range: NatRange, manip: Manip): number | null {
  const { ports, random } = range;
  if (!ports) return random ? null : now;
  const kept = now !== null && now >= ports.from && now <= ports.to;
  if (kept && !random) return now;
  if (ports.from === ports.to) return ports.from;
  return manip === 'destination' && !random ? ports.from : null;
}

/**
 * Settles one half of NAT for a connection (nf_nat_core.c nf_nat_setup_info): the answer's tuple is changed, and the
 * packet by it. A source port is kept unless the range excludes it; another connection's being in the way is not seen here.
 */
export function bindNat(state: WalkState, manip: Manip, range: NatRange): Change[] {
  const { connection, packet } = state;
  if (!connection) return [];
  state.natDone[manip] = true;
  const wanted = { ...tupleOf(packet) };
  const [side, port] = manip === 'source' ? (['src', 'sport'] as const) : (['dst', 'dport'] as const);
  if (range.from && range.to) {
    const src = parseAddress(packet.src) ?? [];
    const dst = parseAddress(packet.dst) ?? [];
    const { persistent } = range;
    const address = chooseAddress({ from: range.from, to: range.to, src, dst, persistent, zone: state.zone });
    wanted[side] = formatAddress(range.from.join() === range.to.join() ? range.from : address);
  }
  if (hasPorts(packet.proto)) wanted[port] = choosePort(packet[port], range, manip);
  const changed = wanted[side] !== packet[side] || wanted[port] !== packet[port];
  state.connection = {
    ...connection,
    reply: reverse(wanted),
    sourceNat: connection.sourceNat || (manip === 'source' && changed),
    destinationNat: connection.destinationNat || (manip === 'destination' && changed),
  };
  return state.rewrite({ [side]: wanted[side], [port]: wanted[port] });
}
