import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

function output(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return `(${program} is not here)`;
  }
}

/** Counters and ages in the output of ip(8) and iptables-save(8) change by themselves. */
function withoutCounters(text: string): string {
  return text
    .replace(/^#.*\n/gm, '')
    .replace(/\[\d+:\d+\]/g, '')
    .replace(/(valid|preferred)_lft \d+sec/g, '');
}

function processes(): string[] {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return names.flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const isOurs =
        /dockerd|containerd|docker-proxy|supervise\.sh|init\.sh|enter\.sh|nsenter|unshare|debootstrap|tini/.test(
          line,
        );
      return isOurs ? [`${pid} ${line}`] : [];
    } catch {
      return [];
    }
  });
}

function cgroups(): string[] {
  const tops = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , type]) => type === 'cgroup' || type === 'cgroup2')
    .map(([, path = '']) => path);
  return tops.flatMap((top) =>
    existsSync(top) ? readdirSync(top).filter((name) => name.startsWith('notes-')) : [],
  );
}

/** What a recorder could leave behind or change on a machine. */
export function readMachineState() {
  return {
    processes: processes(),
    mounts: readFileSync('/proc/mounts', 'utf8').split('\n'),
    namespaces: output('lsns', ['--noheadings', '--raw', '--output', 'NS,TYPE']).split('\n'),
    cgroups: cgroups(),
    links: withoutCounters(output('ip', ['-o', 'link'])),
    addresses: withoutCounters(output('ip', ['-o', 'address'])),
    routes: output('ip', ['route', 'show', 'table', 'all']),
    rules: withoutCounters(output('iptables-save', [])),
    rules6: withoutCounters(output('ip6tables-save', [])),
    forwarding: readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8'),
    keys: readFileSync('/proc/sys/kernel/keys/root_maxkeys', 'utf8'),
    temporary: readdirSync('/tmp').filter((name) => /notes|docker/.test(name)),
  };
}

type MachineState = ReturnType<typeof readMachineState>;

/**
 * What is there now and was not before, or is no longer as it was. What merely went away (a browser of an
 * earlier test that was still ending) is nobody's leak.
 */
export function changesSince(before: MachineState): Record<string, unknown> {
  const now = readMachineState();
  const changes: Record<string, unknown> = {};
  for (const key of Object.keys(now) as (keyof MachineState)[]) {
    const [old, current] = [before[key], now[key]];
    if (typeof current === 'string') {
      if (current !== old) changes[key] = { before: old, now: current };
      continue;
    }
    const added = current.filter((item) => !old.includes(item));
    if (added.length > 0) changes[key] = added;
  }
  return changes;
}
