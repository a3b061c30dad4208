import { compareAddresses, formatAddress, parseAddress, type Words } from '../address.ts';
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

function inRange(address: string, { from, to }: NatRange): boolean {
  const words = parseAddress(address);
  if (!from || !to || !words) return true;
  return compareAddresses(words, from) >= 0 && compareAddresses(words, to) <= 0;
}

/** A source that lies in the range already stays (nf_nat_core.c get_unique_tuple). */
function keepsSource({ src, sport, proto }: Packet, manip: Manip, range: NatRange): boolean {
  if (manip !== 'source' || range.random || !inRange(src, range)) return false;
  if (!range.ports || !hasPorts(proto)) return true;
  return sport !== null && sport >= range.ports.from && sport <= range.ports.to;
}

function pickAddress(state: WalkState, manip: Manip, from: Words, to: Words, persistent: boolean): string {
  if (from.join() === to.join()) return formatAddress(from);
  const src = parseAddress(state.packet.src) ?? [];
  const dst = parseAddress(state.packet.dst) ?? [];
  const isDestination = manip === 'destination';
  return formatAddress(chooseAddress({ from, to, src, dst, persistent, zone: state.zone, isDestination }));
}

/**
 * Settles one half of NAT for a connection (nf_nat_core.c nf_nat_setup_info): the answer's tuple is changed, and the
 * packet by it. A source port is kept unless the range excludes it; another connection's being in the way is not seen here.
 */
export function bindNat(state: WalkState, manip: Manip, range: NatRange): Change[] {
  const { connection, packet } = state;
  if (!connection) return [];
  state.natDone[manip] = true;
  const wanted = tupleOf(packet);
  const [side, port] = manip === 'source' ? (['src', 'sport'] as const) : (['dst', 'dport'] as const);
  if (!keepsSource(packet, manip, range)) {
    if (range.from && range.to)
      wanted[side] = pickAddress(state, manip, range.from, range.to, range.persistent);
    if (hasPorts(packet.proto)) wanted[port] = choosePort(packet[port], range, manip);
  }
  const changed = wanted[side] !== packet[side] || wanted[port] !== packet[port];
  state.connection = {
    ...connection,
    reply: reverse(wanted),
    sourceNat: connection.sourceNat || (manip === 'source' && changed),
    destinationNat: connection.destinationNat || (manip === 'destination' && changed),
  };
  return state.rewrite({ [side]: wanted[side], [port]: wanted[port] });
}
