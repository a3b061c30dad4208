import type { Bilingual } from '../bilingual.ts';
import type { KernelDrop } from '../model/trace.ts';

/** Why the kernel itself ended a walk. */
export const dropTexts: Readonly<Record<KernelDrop, Bilingual>> = {
  'no-route': { zh: '没有到目的地址的路由', en: 'there is no route to the destination' },
  blackhole: { zh: '路由表说丢弃（blackhole）', en: 'the route is a blackhole' },
  unreachable: { zh: '路由表说不可达（unreachable）', en: 'the route is unreachable' },
  prohibit: { zh: '路由表说禁止（prohibit）', en: 'the route is prohibited' },
  'martian-source': {
    zh: '这个源地址不可能从这个接口进来（martian source）',
    en: 'such a source address cannot come in by this interface (martian source)',
  },
  'martian-destination': {
    zh: '这个目的地址不可能从这个接口进来（martian destination）',
    en: 'such a destination cannot come in by this interface (martian destination)',
  },
  'rp-filter': {
    zh: '回程路由不走进来的接口（rp_filter）',
    en: 'the route back does not use the input interface (rp_filter)',
  },
  'forwarding-off': { zh: '没有开启转发（ip_forward）', en: 'forwarding (ip_forward) is off' },
  'ttl-exceeded': { zh: 'TTL 用完了', en: 'its TTL is used up' },
  'broadcast-not-forwarded': { zh: '广播和多播不转发', en: 'broadcasts and multicasts are not forwarded' },
  'hairpin-off': {
    zh: '包要从进来的网桥端口再出去，而这个端口没有开启 hairpin',
    en: 'it would leave by the bridge port it came in by, and that port has hairpin mode off',
  },
  'interface-down': { zh: '接口没有启用', en: 'the interface is down' },
  'no-nat-address': {
    zh: '接口上没有可用的地址，NAT 只能丢弃',
    en: 'the interface has no address for NAT, which drops the packet then',
  },
  'not-followed': { zh: '分支太多，没有跟下去', en: 'too many branches; this one was not followed' },
  userspace: { zh: '接下来由规则集以外的东西决定', en: 'what comes next is decided outside the ruleset' },
};
