import type { Bilingual } from '../bilingual.ts';
import type { Assumption } from '../model/trace.ts';

/** What a walk assumed; `{}` stands for the value. */
export const assumptionTexts: Readonly<Record<Assumption['kind'], Bilingual>> = {
  network: {
    zh: '没有给出地址和路由，网桥和网段从规则里推断：{}',
    en: 'no addresses and routes were given; bridges and subnets are deduced from the rules: {}',
  },
  'local-address': { zh: '把 {} 当作本机对外的地址', en: '{} is taken as the outer address of this machine' },
  'external-interface': {
    zh: '其余地址都从 {} 出去',
    en: 'all other addresses are taken to be behind {}',
  },
  forwarding: { zh: '假定开启了转发（ip_forward）', en: 'forwarding (ip_forward) is taken to be on' },
  'bridge-netfilter': {
    zh: '假定加载了 br_netfilter，桥接的包也经过 iptables',
    en: 'br_netfilter is taken to be loaded: iptables sees bridged packets',
  },
  'rp-filter': {
    zh: '回程路由不走进来的接口；假定没有开启 rp_filter',
    en: 'the route back does not use the input interface; rp_filter is taken to be off',
  },
  'route-localnet': {
    zh: '127.0.0.0/8 的地址要经过 {}；假定它开启了 route_localnet',
    en: 'an address of 127.0.0.0/8 passes {}, which is taken to have route_localnet on',
  },
  'source-port': { zh: '没有给出源端口，取 {}', en: 'no source port was given; {} is taken' },
  syn: {
    zh: '没有给出 TCP 标志，当作连接的第一个包（SYN）',
    en: 'no TCP flags were given; it is taken as a SYN',
  },
  'source-address': {
    zh: '没有给出源地址，按路由取 {}',
    en: 'no source address was given; routing gives {}',
  },
  'bridge-port': { zh: '网桥端口取 {}', en: 'the bridge port is taken as {}' },
  hairpin: {
    zh: '包要从进来的网桥端口再出去；假定这个端口开启了 hairpin',
    en: 'the packet leaves by the bridge port it came in by; hairpin mode is taken to be on',
  },
  'port-kept': {
    zh: '假定源端口没有被别的连接占用',
    en: 'the source port is taken not to be in use by another connection',
  },
  'conntrack-off': {
    zh: '没有一条规则要用连接跟踪；假定别处也没有打开它，内核就不看 nat 表',
    en: 'no rule needs conntrack, which is taken to be off: the kernel does not ask the nat table then',
  },
  branches: { zh: '分支太多，只跟了 {} 条', en: 'too many branches; only {} were followed' },
};
