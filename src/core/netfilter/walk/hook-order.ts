import type { Hook } from '../model/trace.ts';
import type { Ruleset } from '../model/ruleset.ts';

/**
 * The tables of each hook in the order of their priorities. `security` has 150 with iptables-nft (iptables/nft.c), so
 * that nat's INPUT comes first; with iptables-legacy 50 (uapi/linux/netfilter_ipv4.h).
 */
const order: Readonly<Record<Hook, readonly string[]>> = {
  PREROUTING: ['raw', 'conntrack', 'mangle', 'nat'],
  INPUT: ['mangle', 'filter', 'nat', 'security'],
  FORWARD: ['mangle', 'filter', 'security'],
  OUTPUT: ['raw', 'conntrack', 'mangle', 'nat', 'filter', 'security'],
  POSTROUTING: ['mangle', 'nat'],
};

const legacyInput = ['mangle', 'filter', 'security', 'nat'];

/** What a hook runs, in order: tables, and conntrack. */
export function orderOf(hook: Hook, { backend }: Ruleset): readonly string[] {
  return hook === 'INPUT' && backend === 'legacy' ? legacyInput : order[hook];
}
