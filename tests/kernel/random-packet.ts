import type { TcpFlag } from '../../src/core/netfilter/model/packet.ts';
import type { Random } from './random.ts';
import type { Vocabulary } from './random-world.ts';
import type { Shot } from './sending.ts';
import type { World } from './world.ts';

/** Ports that rules and packets have in common, so that they meet. */
export const somePorts = [22, 53, 80, 443, 8080, 9000] as const;

const someFlags: readonly (readonly TcpFlag[])[] = [
  ['SYN'],
  ['SYN'],
  ['SYN'],
  ['SYN'],
  ['ACK'],
  ['RST'],
  ['FIN', 'ACK'],
  ['SYN', 'ACK'],
];

function transport(random: Random, world: World): Partial<Shot['spec']> & { proto: string } {
  const ports = { sport: random.pick([40000, 40001, 1024, 53, 443]), dport: random.pick(somePorts) };
  const kind = random.between(0, 9);
  if (kind < 5) return { proto: 'tcp', ...ports, flags: random.pick(someFlags) };
  if (kind < 8) return { proto: 'udp', ...ports };
  if (kind < 9) {
    const isIpv6 = world.family === 'ipv6';
    const type = isIpv6 ? random.pick([128, 128, 128, 129]) : random.pick([8, 8, 8, 0, 13]);
    return { proto: isIpv6 ? 'ipv6-icmp' : 'icmp', type, code: 0 };
  }
  return { proto: random.pick(['gre', '250']) };
}

/** Makes a packet that comes by one of the cables, or is made here. */
export function randomShot(random: Random, world: World, words: Vocabulary): Omit<Shot, 'id'> {
  const { family } = world;
  const anyone = () =>
    random.pick(random.pick([words.own, words.own, words.hosts, words.hosts, words.beyond]));
  const spec = { family, tos: random.pick([0, 0, 0, 0x10, 0xb8]), ...transport(random, world) };
  if (random.chance(0.3)) {
    const src = random.chance(0.9) ? random.pick(words.own) : anyone();
    const mark = random.pick([0, 0, 1, 0x10]);
    return { link: null, spec: { ...spec, src, dst: anyone(), mark, ttl: 64 } };
  }
  const link = random.pick(world.links.filter(({ isBridge }) => !isBridge));
  const outer = link.name === 'eth0' ? [...link.hosts, ...words.beyond] : link.hosts;
  // Behind a bridge's port with another's address: which port a frame goes to is then not known from its addresses.
  const src = link.master || random.chance(0.9) ? random.pick(outer) : anyone();
  return { link: link.name, spec: { ...spec, src, dst: anyone(), ttl: random.pick([64, 64, 64, 64, 2, 1]) } };
}
