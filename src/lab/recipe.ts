import type { RootRecipe } from '../debian/bootstrap.ts';

/**
 * The Debian that both machines come from: sid, as the recordings' default engine, and i386, the one
 * architecture that v86 runs.
 */
export const root: RootRecipe = {
  suite: 'sid',
  architecture: 'i386',
  packages: [
    'bash',
    'bridge-utils',
    'busybox',
    'ca-certificates',
    'conntrack',
    'containerd',
    'cpio',
    'crun',
    'curl',
    'dnsmasq-base',
    'e2fsprogs',
    'docker-cli',
    'docker.io',
    'ethtool',
    'iproute2',
    'iptables',
    'iputils-ping',
    'jq',
    'less',
    'libarchive13t64',
    'net-tools',
    'nftables',
    'procps',
    'redis-server',
    'seabios',
    'socat',
    'strace',
    'tcpdump',
    'tini',
  ],
};

/** Seconds since the epoch that every file of a machine bears, so that two builds are alike. */
export const sourceDateEpoch = 1_767_225_600;

/**
 * Command line of the kernel; `notes.docker` is read by `guest/init.sh`. The kernel hands what it does not know to
 * process 1 as its environment (`init/main.c`, unknown_bootoption). The daemons' Go collects garbage less often, within
 * limits, and while the program stands still, since a collection is felt here. It lets a goroutine come to a place
 * where it can be interrupted (runtime/preempt.go): it is interrupted here all the time, and Go would look up each place
 * in tables of the program that are on the disk still. And without `highres` the kernel's timers come at the clock's
 * ticks, 100 a second (kernel/time/hrtimer.c): to program one for each of Go's short sleeps costs more than it gains.
 */
export const commandLine = {
  small: 'rootfstype=tmpfs',
  docker:
    'root=/dev/sda ro init=/init notes.docker highres=off GOGC=300 GOMEMLIMIT=64MiB ' +
    'GODEBUG=asyncpreemptoff=1,gcstoptheworld=1',
  both: 'console=ttyS0 quiet tsc=reliable fb_tunnels=none dummy.numdummies=0 ifb.numifbs=0',
} as const;

/** Memory of each machine. */
export const memoryBytes = { small: 128 << 20, docker: 256 << 20 } as const;
