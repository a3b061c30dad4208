import type { EngineName } from '../../schemas/engine.ts';

/** How an engine is made: a Docker release as one Debian suite packages it. */
export interface EngineRow {
  /** Debian suite the root is debootstrapped from. */
  suite: string;
  /** Version that `docker version` must report; anything else is an error. */
  docker: string;
  /** Packages beside the shared ones: `docker-cli` became a package of its own in trixie. */
  packages: readonly string[];
}

/** One row an engine. */
export const engines: Readonly<Record<EngineName, EngineRow>> = {
  'docker-28': { suite: 'sid', docker: '28.5.2', packages: ['docker-cli'] },
  'docker-26': { suite: 'trixie', docker: '26.1.5', packages: ['docker-cli'] },
  'docker-20': { suite: 'bookworm', docker: '20.10.24', packages: [] },
};

/** What every root holds: the daemon, and the tools that the chapters type on the host. */
export const sharedPackages = [
  'docker.io',
  'bash',
  'bridge-utils',
  'busybox',
  'ca-certificates',
  'conntrack',
  'containernetworking-plugins',
  'curl',
  'dnsmasq-base',
  'ethtool',
  'iperf3',
  'iproute2',
  'iptables',
  'iputils-ping',
  'jq',
  'less',
  'net-tools',
  'nftables',
  'procps',
  'redis-server',
  'socat',
  'strace',
  'tcpdump',
  'tini',
  'ufw',
] as const;
