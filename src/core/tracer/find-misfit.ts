import type { Bilingual } from '../netfilter/bilingual.ts';
import type { Network } from '../netfilter/model/network.ts';
import type { PacketSpec } from '../netfilter/model/packet.ts';
import type { Ruleset } from '../netfilter/model/ruleset.ts';
import { nearestTo } from '../netfilter/problem.ts';

/** Why a machine has no such packet. */
export interface Misfit {
  /** What of the packet is wrong: `dst` by the rules, `in` by the addresses. */
  key: 'dst' | 'in';
  problem: Bilingual;
}

/**
 * Whether a packet can be asked about on a machine: IPv4's rules never see IPv6, and it comes in by an interface there is.
 * @param network as it was given; null when it is deduced, which makes the interfaces that the packet names
 */
export function findMisfit(packet: PacketSpec, ruleset: Ruleset, network: Network | null): Misfit | null {
  if (ruleset.family !== null && ruleset.family !== packet.family) {
    const [has, is, wants] =
      packet.family === 'ipv6' ? ['IPv6', 'IPv4', 'ip6tables-save'] : ['IPv4', 'IPv6', 'iptables-save'];
    return {
      key: 'dst',
      problem: {
        en: `this is an ${has} packet, and the rules are of the other family; it needs ${wants}`,
        zh: `这是 ${has} 的包，规则却是 ${is} 的：要用 \`${wants}\` 的输出`,
      },
    };
  }
  const names = network?.interfaces.map(({ name }) => name);
  if (!names || !packet.in || names.includes(packet.in)) return null;
  const near = nearestTo(packet.in, names);
  return {
    key: 'in',
    problem: {
      en: `there is no interface ${packet.in}${near.en}`,
      zh: `这台机器没有 ${packet.in} 这个接口${near.zh}`,
    },
  };
}
