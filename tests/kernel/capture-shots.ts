import type { PacketSpec } from '../../src/core/netfilter/model/packet.ts';
import type { CaptureWorld } from './capture-world.ts';
import type { Shot } from './sending.ts';

/** A packet with the name of the path that it takes. */
export interface NamedShot {
  path: 'in' | 'out' | 'between' | 'loopback' | 'hairpin' | 'direct';
  shot: Omit<Shot, 'id'>;
}

/** Packets on every kind of path that a machine with containers has. */
export function captureShots({
  world,
  outside,
  own,
  loopback,
  bridges,
  ports,
  targets,
}: CaptureWorld): NamedShot[] {
  const { family } = world;
  const shots: NamedShot[] = [];
  const add = (path: NamedShot['path'], link: string | null, src: string, dst: string, dport: number) => {
    const tcp: PacketSpec = { family, src, dst, proto: 'tcp', sport: 40000, dport, flags: ['SYN'] };
    shots.push(
      { path, shot: { link, spec: tcp } },
      { path, shot: { link, spec: { ...tcp, proto: 'udp', flags: null } } },
    );
  };
  for (const port of ports) {
    add('in', 'eth0', outside, own, port);
    add('in', 'eth0', outside, loopback, port);
    add('loopback', null, loopback, loopback, port);
    add('loopback', null, own, own, port);
    for (const target of targets) {
      add('direct', 'eth0', outside, target, port);
      add('out', null, own, target, port);
    }
    bridges.forEach(({ containers: [first, second], gateway }, index) => {
      const at = (container: string) =>
        world.links.find(({ hosts }) => hosts.includes(container))?.name ?? null;
      for (const container of [first, second]) {
        add('out', at(container), container, outside, port);
        add('hairpin', at(container), container, own, port);
        add('hairpin', at(container), container, gateway, port);
      }
      add('between', at(first), first, second, port);
      add('between', at(second), second, first, port);
      add('direct', 'eth0', outside, first, port);
      add('out', null, gateway, first, port);
      const other = bridges[(index + 1) % bridges.length];
      if (other && other.gateway !== gateway) {
        add('between', at(first), first, other.containers[0], port);
        add('between', at(first), first, other.gateway, port);
      }
    });
  }
  return shots;
}
