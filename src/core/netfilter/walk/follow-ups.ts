import type { Connection } from '../model/connection.ts';
import type { Packet, PacketSpec } from '../model/packet.ts';
import type { Outcome } from '../model/trace.ts';

/** A packet that follows another of its connection, with the entry that it will meet. */
export interface FollowUp {
  kind: 'reply' | 'later';
  packet: PacketSpec;
  connection: Connection;
}

const answers: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  icmp: { 8: 0, 13: 14, 15: 16, 17: 18 },
  'ipv6-icmp': { 128: 129 },
};

/** What a packet and its answer have in common. */
function shared({ family, proto, code }: Packet): Pick<PacketSpec, 'family' | 'proto' | 'code'> {
  return { family, proto, code };
}

function replyTo({ packet, connection, kind }: Outcome & { connection: Connection }): PacketSpec {
  const local = kind === 'delivered';
  return {
    ...shared(packet),
    ...connection.reply,
    local,
    in: local ? null : packet.out,
    physin: kind === 'bridged' ? packet.physout : null,
    flags: packet.proto === 'tcp' ? (packet.flags?.includes('SYN') ? ['SYN', 'ACK'] : ['ACK']) : null,
    type: packet.type === null ? null : (answers[packet.proto]?.[packet.type] ?? packet.type),
  };
}

/**
 * The packets that come next on a connection whose first packet ended so: the answer, and then another packet of the
 * sender. Empty when nothing is remembered. Trace each with its `connection`.
 * @param first the packet that the trace started with
 */
export function followUps(first: PacketSpec, outcome: Outcome): FollowUp[] {
  const { connection, packet } = outcome;
  if (!connection || outcome.direction === 'reply') return [];
  const answered: Connection = { ...connection, seenReply: true };
  return [
    { kind: 'reply', packet: replyTo({ ...outcome, connection }), connection },
    {
      kind: 'later',
      packet: {
        ...first,
        ...connection.original,
        ctstate: null,
        flags: packet.proto === 'tcp' ? ['ACK'] : null,
      },
      connection: answered,
    },
  ];
}
