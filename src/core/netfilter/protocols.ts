/** Protocol numbers by the names that iptables prints (xtables.c xtables_chain_protos, /etc/protocols). */
const numbers: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  'ipv6-route': 43,
  'ipv6-frag': 44,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  ospf: 89,
  pim: 103,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  mobility: 135,
  'ipv6-mh': 135,
  'mobility-header': 135,
  mh: 135,
  udplite: 136,
};

const names = new Map<number, string>();
for (const [name, number] of Object.entries(numbers)) if (!names.has(number)) names.set(number, name);

/** The number of a protocol, given by name or number; null for a name that is not known here. */
export function protocolNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text) <= 255 ? Number(text) : null;
  return numbers[text.toLowerCase()] ?? null;
}

/** The name that iptables prints for a protocol: `ipv6-icmp` for `icmpv6` or 58. */
export function protocolName(text: string): string {
  const number = protocolNumber(text);
  return number === null ? text : (names.get(number) ?? String(number));
}

/** The names that are known here, for messages. */
export const protocolNames: readonly string[] = Object.keys(numbers);

const withPorts = new Set([6, 17, 33, 132, 136]);

/** Whether a protocol has ports (multiport's list, xt_multiport.c). */
export function hasPorts(proto: string): boolean {
  return withPorts.has(protocolNumber(proto) ?? -1);
}
