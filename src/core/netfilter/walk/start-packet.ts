import { familyOf } from '../address.ts';
import type { Packet, PacketSpec } from '../model/packet.ts';
import type { Assumption } from '../model/trace.ts';
import { hasPorts, protocolName } from '../protocols.ts';
import type { Routing } from './routing.ts';

/** A source port out of the range that Linux takes (net.ipv4.ip_local_port_range). */
const ephemeralPort = 40000;

/** Fills in what a description leaves open, and says what it took. */
export function startPacket(
  spec: PacketSpec,
  routing: Routing,
): { packet: Packet; assumptions: Assumption[] } {
  const assumptions: Assumption[] = [];
  const proto = protocolName(spec.proto);
  const local = spec.local ?? (spec.in === undefined || spec.in === null);
  const route = local ? routing.lookup(spec.dst, spec.out ?? null) : null;
  let { src } = spec;
  if (src === undefined) {
    src = route?.source ?? (spec.family === 'ipv4' ? '0.0.0.0' : '::');
    assumptions.push({ kind: 'source-address', value: src });
  }
  let sport = spec.sport ?? null;
  if (sport === null && hasPorts(proto)) {
    sport = ephemeralPort;
    assumptions.push({ kind: 'source-port', value: String(sport) });
  }
  let flags = spec.flags ?? null;
  if (proto === 'tcp' && !flags && !spec.ctstate) {
    flags = ['SYN'];
    assumptions.push({ kind: 'syn', value: 'SYN' });
  }
  const type = routing.typeOf(spec.dst, null);
  const spread = type === 'BROADCAST' ? 'broadcast' : type === 'MULTICAST' ? 'multicast' : 'unicast';
  // A port of a bridge is not what iptables calls the input interface: the bridge is (br_nf_pre_routing).
  const port = routing.interfaceOf(spec.in ?? null);
  const from = local ? null : (port?.master ?? spec.in ?? null);
  const shown = routing.bridgeNetfilter;
  const physin = spec.physin ?? (port?.master && shown ? port.name : null);
  const isPing = spec.type === undefined && (proto === 'icmp' || proto === 'ipv6-icmp');
  return {
    assumptions,
    packet: {
      family: spec.family ?? familyOf(spec.dst),
      in: from,
      out: null,
      physin,
      physout: spec.physout ?? null,
      src,
      dst: spec.dst,
      proto,
      sport,
      dport: spec.dport ?? null,
      flags,
      type: isPing ? (proto === 'icmp' ? 8 : 128) : (spec.type ?? null),
      code: isPing ? 0 : (spec.code ?? null),
      mark: spec.mark ?? 0,
      ctstate: null,
      length: spec.length ?? null,
      ttl: spec.ttl ?? null,
      tos: spec.tos ?? null,
      mac: spec.mac ?? null,
      pkttype: spec.pkttype ?? spread,
      uid: spec.uid ?? null,
      gid: spec.gid ?? null,
      local,
    },
  };
}
