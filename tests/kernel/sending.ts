import type { PacketSpec } from '../../src/core/netfilter/model/packet.ts';
import { inSubnet } from '../../src/core/netfilter/address.ts';
import { buildFrame, buildPacket, type Carried } from './frame.ts';
import type { Sending } from './judge.ts';
import { cableOf, hostMac, peerMac, type Link, type World } from './world.ts';

/** A packet to send, all that the engine may ask about it said. */
export interface Shot {
  /** The link whose cable it comes by; null for a packet made here. */
  link: string | null;
  spec: PacketSpec;
  id: number;
}

function carried({ spec, id }: Shot): Carried {
  const { family, src = '', dst, proto, sport = null, dport = null, flags = null } = spec;
  const { type = null, code = null } = spec;
  const [ttl, tos] = [spec.ttl ?? 64, spec.tos ?? 0];
  return { family, src, dst, proto, sport, dport, flags, type, code, ttl, tos, id };
}

function linkOf(world: World, name: string): Link {
  const link = world.links.find((known) => known.name === name);
  if (!link) throw new Error(`there is no link ${name}`);
  return link;
}

/** Whether an address belongs to the subnet of a bridge and not to the host: its neighbours ask for it by ARP. */
function isNeighbour(world: World, bridge: string, address: string): boolean {
  const { addresses } = linkOf(world, bridge);
  const own = world.links.flatMap((link) => link.addresses.map((text) => text.split('/')[0]));
  if (own.includes(address)) return false;
  return addresses.some((text) => {
    const [network = '', prefix] = text.split('/');
    return inSubnet(address, network, Number(prefix));
  });
}

function destinationMac(world: World, link: Link, dst: string): string {
  const { master } = link;
  if (!master) return hostMac(world, link.name);
  if (!isNeighbour(world, master, dst)) return hostMac(world, master);
  const owner = world.links.find(({ hosts }) => hosts.includes(dst));
  const other = owner ?? world.links.find((known) => known.master === master && known.name !== link.name);
  return other ? peerMac(world, other.name) : hostMac(world, master);
}

/** Fills in what the wire decides: length, MAC address, owner. */
export function complete(world: World, { link, spec, id }: Shot): Shot {
  const ttl = spec.ttl ?? 64;
  const tos = spec.tos ?? 0;
  const shot = { link, id, spec: { ...spec, ttl, tos } };
  const { length } = buildPacket(carried(shot));
  const origin =
    link === null
      ? { local: true, in: null, uid: 0, gid: 0 }
      : { local: false, in: link, mac: peerMac(world, link) };
  return { link, id, spec: { ...shot.spec, ...origin, length } };
}

/** How the judge sends a packet. */
export function sendingOf(world: World, shot: Shot): Sending {
  const { spec, link } = shot;
  const packet = carried(shot);
  if (link === null)
    return { cable: null, frame: buildPacket(packet).toString('hex'), to: spec.dst, mark: spec.mark ?? 0 };
  const to = destinationMac(world, linkOf(world, link), spec.dst);
  const frame = buildFrame(packet, to, peerMac(world, link)).toString('hex');
  return { cable: cableOf(link), frame, to: spec.dst, mark: 0 };
}
