import type { Match } from '../model/ruleset.ts';
import { addrtypeTest } from './addrtype.ts';
import type { Condition, MatchCompiler, OptionCompiler, Test } from './condition.ts';
import * as conntrack from './conntrack.ts';
import { matched, undecided } from './finding.ts';
import * as header from './header.ts';
import { icmpTest, icmpTypes } from './icmp.ts';
import { addressTest, fragmentTest, interfaceTest, protocolTest } from './ip.ts';
import { addressRangeTest } from './iprange.ts';
import { connmarkTest, markTest } from './mark.ts';
import { ownerTest, socketExistsTest } from './owner.ts';
import { bridgedTest, bridgePortTest } from './physdev.ts';
import { multiportTest, portTest } from './ports.ts';
import { reversePathTest } from './rpfilter.ts';
import { statisticTest } from './statistic.ts';
import { notGivenTest, synTest, tcpFlagsTest } from './tcp.ts';
import { undecidable } from './undecidable.ts';

const ports = { '--sport': portTest('sport'), '--dport': portTest('dport') };

/** Matches whose options are asked one by one. */
const byOption: Readonly<Record<string, Readonly<Record<string, OptionCompiler>>>> = {
  ip: {
    '--source': addressTest('src'),
    '--destination': addressTest('dst'),
    '--in-interface': interfaceTest('in'),
    '--out-interface': interfaceTest('out'),
    '--protocol': protocolTest,
    '--fragment': fragmentTest,
  },
  tcp: {
    ...ports,
    '--tcp-flags': tcpFlagsTest,
    '--syn': synTest,
    '--tcp-option': notGivenTest('tcp-option'),
  },
  udp: ports,
  udplite: ports,
  sctp: { ...ports, '--chunk-types': notGivenTest('chunk-types') },
  dccp: { ...ports, '--dccp-types': notGivenTest('dccp'), '--dccp-option': notGivenTest('dccp') },
  icmp: { '--icmp-type': icmpTest(icmpTypes.icmp) },
  icmp6: { '--icmpv6-type': icmpTest(icmpTypes['ipv6-icmp']) },
  multiport: { '--sports': multiportTest, '--dports': multiportTest, '--ports': multiportTest },
  conntrack: {
    '--ctstate': conntrack.stateTest,
    '--ctproto': conntrack.connectionProtocolTest,
    '--ctorigsrc': conntrack.tupleAddressTest,
    '--ctorigdst': conntrack.tupleAddressTest,
    '--ctreplsrc': conntrack.tupleAddressTest,
    '--ctrepldst': conntrack.tupleAddressTest,
    '--ctorigsrcport': conntrack.tuplePortTest,
    '--ctorigdstport': conntrack.tuplePortTest,
    '--ctreplsrcport': conntrack.tuplePortTest,
    '--ctrepldstport': conntrack.tuplePortTest,
    '--ctstatus': conntrack.statusTest,
    '--ctexpire': conntrack.expireTest,
    '--ctdir': conntrack.directionTest,
  },
  state: { '--state': conntrack.stateTest },
  helper: { '--helper': conntrack.helperTest },
  mark: { '--mark': markTest },
  connmark: { '--mark': connmarkTest },
  iprange: { '--src-range': addressRangeTest('src'), '--dst-range': addressRangeTest('dst') },
  mac: { '--mac-source': header.macTest },
  length: { '--length': header.lengthTest },
  ttl: {
    '--ttl-eq': header.ttlTest,
    '--ttl-lt': header.ttlTest,
    '--ttl-gt': header.ttlTest,
    '--ttl': header.ttlTest,
  },
  hl: { '--hl-eq': header.ttlTest, '--hl-lt': header.ttlTest, '--hl-gt': header.ttlTest },
  tos: { '--tos': header.tosTest },
  dscp: { '--dscp': header.dscpTest, '--dscp-class': header.dscpTest },
  ecn: {
    '--ecn-ip-ect': header.ectTest,
    '--ecn-tcp-cwr': notGivenTest('ecn'),
    '--ecn-tcp-ece': notGivenTest('ecn'),
  },
  tcpmss: { '--mss': notGivenTest('mss') },
  pkttype: { '--pkt-type': header.packetTypeTest },
  physdev: {
    '--physdev-in': bridgePortTest('physin'),
    '--physdev-out': bridgePortTest('physout'),
    '--physdev-is-in': bridgedTest,
    '--physdev-is-out': bridgedTest,
    '--physdev-is-bridged': bridgedTest,
  },
  owner: {
    '--uid-owner': ownerTest('uid'),
    '--gid-owner': ownerTest('gid'),
    '--socket-exists': socketExistsTest,
    '--suppl-groups': () => () => undecided('gid', 'socket'),
  },
};

/** Matches whose options make sense together only. */
const whole: Readonly<Record<string, MatchCompiler>> = {
  addrtype: addrtypeTest,
  comment: header.commentTest,
  statistic: statisticTest,
  rpfilter: reversePathTest,
};

/** A packet without an entry that `--ctstate INVALID` lets through is asked nothing else (xt_conntrack.c conntrack_mt). */
function afterState(test: Test): Test {
  return (view) => (view.connection || view.stateOnly ? test(view) : matched);
}

/** The conditions of one match; throws ValueError, with `option` to say where. */
export function compileMatch(
  match: Match,
  failed: (error: unknown, at: { start: number }) => never,
): Condition[] {
  const { extension, options, start, end } = match;
  const compiler = whole[extension];
  const table = byOption[extension];
  if (compiler) {
    try {
      return [{ test: compiler(options), start, end }];
    } catch (error) {
      return failed(error, options[0] ?? match);
    }
  }
  if (!table) {
    const finding = undecided(extension, undecidable[extension] ?? 'unknown-extension');
    return [{ test: () => finding, start, end }];
  }
  const hasState = extension === 'conntrack' && options.some(({ name }) => name === '--ctstate');
  return options.map((option) => {
    const compile = table[option.name];
    try {
      if (compile) {
        const test = compile(option, option.values[0] ?? '');
        const own = hasState && option.name !== '--ctstate' ? afterState(test) : test;
        return { test: own, start: option.start, end: option.end };
      }
    } catch (error) {
      return failed(error, option);
    }
    const finding = undecided(extension, 'unknown-extension');
    return { test: () => finding, start: option.start, end: option.end };
  });
}
