import type { Network } from '../../src/core/netfilter/model/network.ts';
import { parseNetwork } from '../../src/core/netfilter/parse/parse-network.ts';
import type { Family } from '../../src/core/netfilter/model/packet.ts';
import type { Judge } from './judge.ts';

/** An interface of the host; without `isBridge` a cable leads from it to someone. */
export interface Link {
  name: string;
  isBridge?: boolean;
  /** The bridge that it is a port of. */
  master?: string;
  hairpin?: boolean;
  addresses: readonly string[];
  /** Who can be reached by this cable. */
  hosts: readonly string[];
}

/** A machine and its neighbours. */
export interface World {
  family: Family;
  links: readonly Link[];
  /** Arguments of `ip route add`. */
  routes: readonly string[];
  forwarding: boolean;
  bridgeNetfilter: boolean;
  routeLocalnet: readonly string[];
  rpFilter: 0 | 1 | 2;
}

function mac(prefix: number, index: number): string {
  return `02:00:00:00:${prefix.toString(16).padStart(2, '0')}:${index.toString(16).padStart(2, '0')}`;
}

/** The MAC address of the host's end of a link. */
export function hostMac(world: World, name: string): string {
  return mac(
    1,
    world.links.findIndex((link) => link.name === name),
  );
}

/** The MAC address of whoever is at the other end. */
export function peerMac(world: World, name: string): string {
  return mac(
    2,
    world.links.findIndex((link) => link.name === name),
  );
}

/** The name of the far end of a link's cable. */
export function cableOf(name: string): string {
  return `w-${name}`;
}

/** What traces a packet: everything that comes in and everything that is made here, before any table looks. */
const tracing = ['ip', 'ip6']
  .map(
    (family) => `
add table ${family} judge
add chain ${family} judge pre { type filter hook prerouting priority -350 ; }
add rule ${family} judge pre iifname sync0 meta nftrace set 1 drop
add rule ${family} judge pre meta nftrace set 1
add chain ${family} judge out { type filter hook output priority -350 ; }
add chain ${family} judge arrived { type filter hook input priority 300 ; }
add rule ${family} judge out meta l4proto ${family === 'ip' ? 'icmp icmp' : 'icmpv6 icmpv6'} type { ${family === 'ip' ? 'destination-unreachable, redirect, time-exceeded, parameter-problem' : 'destination-unreachable, packet-too-big, time-exceeded, parameter-problem, nd-redirect'} } drop
add rule ${family} judge out ${family === 'ip' ? 'ip id 0' : 'ip6 flowlabel 0'} drop
add rule ${family} judge out meta nftrace set 1`,
  )
  .join('\n');

function linkCommands(world: World): string[] {
  const commands: string[] = [];
  for (const { name, isBridge } of world.links.toSorted(
    (a, b) => Number(!!b.isBridge) - Number(!!a.isBridge),
  )) {
    commands.push(
      isBridge
        ? `link add ${name} address ${hostMac(world, name)} type bridge`
        : `link add ${name} address ${hostMac(world, name)} type veth peer name ${cableOf(name)} address ${peerMac(world, name)} netns wires`,
      `link set ${name} addrgenmode none`,
    );
  }
  for (const { name, master, hairpin } of world.links) {
    if (master) commands.push(`link set ${name} master ${master}`);
    if (hairpin) commands.push(`link set ${name} type bridge_slave hairpin on`);
    commands.push(`link set ${name} up`);
  }
  for (const { name, addresses, hosts, master } of world.links) {
    for (const address of addresses)
      commands.push(`addr add ${address} ${world.family === 'ipv6' ? 'nodad' : 'broadcast +'} dev ${name}`);
    for (const host of hosts)
      commands.push(
        `neigh replace ${host} lladdr ${peerMac(world, name)} dev ${master ?? name} nud permanent`,
      );
  }
  return [...commands, ...world.routes.map((route) => `route add ${route}`)];
}

function sysctls(world: World): string[] {
  const set = (key: string, value: string | number) => `${key}=${value}`;
  const own = world.family === 'ipv4' ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding';
  return [
    set(own, world.forwarding ? 1 : 0),
    set('net.bridge.bridge-nf-call-iptables', world.bridgeNetfilter ? 1 : 0),
    set('net.bridge.bridge-nf-call-ip6tables', world.bridgeNetfilter ? 1 : 0),
    set('net.ipv4.conf.all.rp_filter', world.rpFilter),
    ...world.routeLocalnet.map((name) => set(`net.ipv4.conf.${name}.route_localnet`, 1)),
    'net.ipv4.conf.all.send_redirects=0',
    'net.ipv4.icmp_echo_ignore_all=1',
    'net.ipv6.icmp.echo_ignore_all=1',
    'net.ipv6.auto_flowlabels=0',
  ];
}

const early = [
  'net.ipv4.conf.default.send_redirects=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv6.conf.default.accept_ra=0',
  'net.ipv6.conf.default.router_solicitations=0',
  'net.ipv6.conf.default.accept_dad=0',
];

/** Builds a world in a judge's namespace; returns what `ip -j` says of it, as a reader would paste it. */
export async function buildWorld(judge: Judge, world: World): Promise<Network> {
  const ports = world.links.filter(({ master }) => master);
  const cables = world.links.filter(({ isBridge }) => !isBridge).map(({ name }) => cableOf(name));
  const isIpv6 = world.family === 'ipv6';
  await judge.run(`set -e
sysctl -qw ${early.join(' ')}
ip netns exec wires sysctl -qw net.ipv6.conf.default.disable_ipv6=1 net.ipv6.conf.all.disable_ipv6=1
ip link set lo up
ip -batch - <<'END'
link add sync0 address 02:00:00:00:ff:01 type veth peer name sync1 netns wires
link set sync0 addrgenmode none
link set sync0 up
${linkCommands(world)
  .map((line) => (isIpv6 && /^(addr|route|neigh)/.test(line) ? `-6 ${line}` : line))
  .filter((line) => !line.startsWith('-6'))
  .join('\n')}
END
${
  isIpv6
    ? `ip -6 -batch - <<'END'\n${linkCommands(world)
        .filter((line) => /^(addr|route|neigh)/.test(line))
        .join('\n')}\nEND`
    : ''
}
${ports.map(({ name }) => `bridge fdb replace ${peerMac(world, name)} dev ${name} master static`).join('\n')}
ip -n wires -batch - <<'END'
${['sync1', ...cables].map((name) => `link set ${name} up`).join('\n')}
END
sysctl -qw ${sysctls(world).join(' ')}
nft -f - <<'END'
${tracing}
END
for try in $(seq 50); do ip -n wires link show | grep -q 'state LOWERLAYERDOWN' || break; sleep 0.02; done`);
  await judge.open(['sync1', ...cables], world.family);
  const addresses = await judge.run('ip -d -j addr');
  const routes = await judge.run(isIpv6 ? 'ip -6 -j route' : 'ip -j route');
  const { forwarding, bridgeNetfilter, routeLocalnet, rpFilter } = world;
  return parseNetwork({ addresses, routes, forwarding, bridgeNetfilter, routeLocalnet, rpFilter });
}
