import { Command, Option } from 'commander';
import type { Language } from '../core/netfilter/explain/explain.ts';
import { inferNetwork } from '../core/netfilter/infer-network.ts';
import type { Network } from '../core/netfilter/model/network.ts';
import { parseAddresses, parseNetwork, parseRoutes } from '../core/netfilter/parse/parse-network.ts';
import { parsePacket } from '../core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../core/netfilter/parse/parse-ruleset.ts';
import { tracePacket } from '../core/netfilter/walk/trace-packet.ts';
import { findMisfit } from '../core/tracer/find-misfit.ts';
import { BadInput, parseSource, readSource } from './read-source.ts';
import { toJson } from './to-json.ts';
import { toText } from './to-text.ts';

interface Options {
  rules: string;
  addr?: string;
  route?: string;
  packet: string;
  json?: boolean;
  lang: Language;
  forwarding?: '0' | '1';
  bridgeNf?: '0' | '1';
  rpFilter?: '0' | '1' | '2';
}

const switches = { '0': false, '1': true } as const;

/** Each file is checked by itself first, so that an error names the one that has it. */
function readNetwork({ addr, route, forwarding, bridgeNf, rpFilter }: Options): Network | null {
  if (addr === undefined && route !== undefined)
    throw new BadInput('--route: routes alone do not say which addresses are local; add --addr');
  if (addr === undefined) return null;
  let addresses = '';
  readSource(addr, (text) => parseAddresses((addresses = text)));
  let routes: string | undefined;
  if (route !== undefined) readSource(route, (text) => parseRoutes((routes = text)));
  return parseNetwork({
    addresses,
    ...(routes === undefined ? {} : { routes }),
    forwarding: forwarding ? switches[forwarding] : null,
    bridgeNetfilter: bridgeNf ? switches[bridgeNf] : null,
    rpFilter: rpFilter ? (Number(rpFilter) as 0 | 1 | 2) : null,
  });
}

function run(options: Options): void {
  const { rules, addr, route, packet, json, lang } = options;
  if ([rules, addr, route].filter((file) => file === '-').length > 1)
    throw new BadInput('standard input (-) can be read once only');
  const ruleset = readSource(rules, parseRuleset);
  const spec = parseSource('--packet', packet, parsePacket);
  const given = readNetwork(options);
  const misfit = findMisfit(spec, ruleset, given);
  if (misfit) throw new BadInput(`--packet: ${misfit.problem.en} (${misfit.key === 'in' ? addr : rules})`);
  const network = given ?? inferNetwork(ruleset, spec);
  const trace = tracePacket({ ruleset, packet: spec, network });
  process.stdout.write(json ? `${JSON.stringify(toJson(trace), null, 2)}\n` : toText(trace, lang));
}

const program = new Command('trace')
  .usage("--rules FILE --packet 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080' [options]")
  .description(
    'What happens to this packet, and which rule decides? Walks a packet through a ruleset as the Linux kernel does.',
  )
  .requiredOption('--rules <file>', 'output of `iptables-save` or `ip6tables-save`; - is standard input')
  .requiredOption('--packet <packet>', 'KEY=VALUE …, see below')
  .option('--addr <file>', 'output of `ip -d -j addr` (or without -d, -j); deduced from the rules without it')
  .option(
    '--route <file>',
    'output of `ip -j route` (or without -j); those that the addresses bring without it',
  )
  .option('--json', 'print JSON: steps, verdict, packet; branches after an undecided rule')
  .addOption(new Option('--lang <language>', 'language of the walk').choices(['zh', 'en']).default('en'))
  .addOption(new Option('--forwarding <0|1>', 'net.ipv4.ip_forward').choices(['0', '1']))
  .addOption(new Option('--bridge-nf <0|1>', 'net.bridge.bridge-nf-call-iptables').choices(['0', '1']))
  .addOption(new Option('--rp-filter <0|1|2>', 'net.ipv4.conf.*.rp_filter').choices(['0', '1', '2']))
  .addHelpText(
    'after',
    `
The packet:
  in=eth0               interface it comes in by; for a packet made here, local=1 instead
  src= dst= proto=      addresses; tcp, udp, icmp, icmpv6, … or a number
  sport= dport=         ports
  flags=SYN,ACK         TCP flags; SYN when not given
  type=8 code=0         ICMP; echo-request when not given
  ctstate=ESTABLISHED   what conntrack says; otherwise it is the first packet of a connection
  mark= tos= ttl= length= mac= pkttype= uid= gid= out= physin= physout=

What cannot be decided from rules, addresses and packet (limit, recent, set, time, statistic, unknown extensions)
is shown as undecided, and both ways are followed.

Exit status: 0 the packet was traced, 2 bad input.

Examples:
  iptables-save | npm run -s trace -- --rules - --packet 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080'
  npm run -s trace -- --rules rules --addr addr.json --packet 'local=1 dst=127.0.0.1 proto=tcp dport=8080' --json`,
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  })
  .action(run);

try {
  program.parse();
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
