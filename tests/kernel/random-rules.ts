import type { Hook } from '../../src/core/netfilter/model/trace.ts';
import { builtinChains } from '../../src/core/netfilter/parse/builtin-chains.ts';
import { somePorts } from './random-packet.ts';
import type { Random } from './random.ts';
import type { Vocabulary } from './random-world.ts';
import type { World } from './world.ts';

/** Where a rule stands: what it may say depends on the hooks that lead to its chain. */
interface Place {
  table: string;
  hooks: readonly Hook[];
  isBuiltin: boolean;
}

/** Writes rulesets that `iptables-restore` accepts. */
export class RuleWriter {
  private readonly random: Random;
  private readonly world: World;
  private readonly words: Vocabulary;

  constructor(random: Random, world: World, words: Vocabulary) {
    this.random = random;
    this.world = world;
    this.words = words;
  }

  private get isIpv6(): boolean {
    return this.world.family === 'ipv6';
  }

  private not(): string {
    return this.random.chance(0.2) ? '! ' : '';
  }

  private address(): string {
    const { random, words } = this;
    return random.pick(random.pick([words.own, words.hosts, words.beyond, words.subnets, words.subnets]));
  }

  private host(): string {
    const { random, words } = this;
    return random.pick(random.pick([words.hosts, words.hosts, words.own, words.beyond]));
  }

  private port(): string {
    const { random } = this;
    return random.pick([
      String(random.pick(somePorts)),
      String(random.pick(somePorts)),
      '1:1023',
      '1024:',
      ':79',
      '40000',
    ]);
  }

  private mark(): string {
    return this.random.pick(['0x1', '0x10', '0x1/0x3', '0x0/0x10', '0x11/0xff', '0x2']);
  }

  private protocol(): string {
    const { random, isIpv6 } = this;
    const ports = () => {
      const options = [];
      // Never both negated: until 1.8.11 iptables-nft loaded `! --sport A ! --dport B` as "not both".
      const not = this.not();
      if (random.chance(0.7)) options.push(`${not}--dport ${this.port()}`);
      if (random.chance(0.2)) options.push(`${not ? '' : this.not()}--sport ${this.port()}`);
      return options;
    };
    const many = () => {
      const list = [...new Set([random.pick(somePorts), random.pick(somePorts), '1000:2000', 40000])].join(
        ',',
      );
      return `-m multiport ${this.not()}--${random.pick(['dports', 'sports', 'ports'])} ${list}`;
    };
    switch (random.between(0, 7)) {
      case 0:
        return `${this.not()}-p ${random.pick(['tcp', 'udp', isIpv6 ? 'ipv6-icmp' : 'icmp', '47', 'sctp'])}`;
      case 1:
      case 2:
        return ['-p tcp -m tcp', ...ports()].join(' ');
      case 3:
        return `-p tcp -m tcp ${this.not()}${random.pick(['--syn', '--tcp-flags FIN,SYN,RST,ACK SYN', '--tcp-flags ALL NONE', '--tcp-flags SYN,ACK ACK', '--tcp-flags RST RST'])}`;
      case 4:
        return ['-p udp -m udp', ...ports()].join(' ');
      case 5:
        return `-p ${random.pick(['tcp', 'udp'])} ${many()}`;
      case 6:
        return isIpv6
          ? `-p ipv6-icmp -m icmp6 ${this.not()}--icmpv6-type ${random.pick(['echo-request', '129', 'echo-reply', '1/4'])}`
          : `-p icmp -m icmp ${this.not()}--icmp-type ${random.pick(['8', 'echo-reply', '3/3', 'any', '13/0'])}`.replace(
              '! --icmp-type any',
              '--icmp-type any',
            );
      default:
        return '';
    }
  }

  private tuple(): string {
    const { random } = this;
    return random.pick([
      () => `--ctorigsrc ${this.address()}`,
      () => `--ctorigdst ${this.address()}`,
      () => `--ctreplsrc ${this.address()}`,
      () => `--ctrepldst ${this.address()}`,
      () => `--ctorigdstport ${random.pick(somePorts)}`,
      () => `--ctorigsrcport 40000:40001`,
      () => `--ctrepldstport 40000`,
      () => `--ctreplsrcport 80`,
      () => `--ctproto ${random.pick(['tcp', 'udp'])}`,
      () => `--ctdir ${random.pick(['ORIGINAL', 'REPLY'])}`,
      () => `--ctstatus ${random.pick(['SEEN_REPLY', 'CONFIRMED', 'NONE', 'EXPECTED'])}`,
    ])();
  }

  private conntrack(): string {
    const { random } = this;
    const states = random.pick([
      'NEW',
      'RELATED,ESTABLISHED',
      'ESTABLISHED',
      'INVALID',
      'UNTRACKED',
      'INVALID,NEW',
      'DNAT',
      'SNAT',
      'NEW,DNAT',
    ]);
    if (random.chance(0.15))
      return `-m state ${this.not()}--state ${random.pick(['NEW', 'RELATED,ESTABLISHED', 'INVALID'])}`;
    if (random.chance(0.6)) return `-m conntrack ${this.not()}--ctstate ${states}`;
    const tuple = this.tuple();
    const not = tuple.startsWith('--ctdir') ? '' : this.not();
    return random.chance(0.3)
      ? `-m conntrack --ctstate ${states} ${not}${tuple}`
      : `-m conntrack ${not}${tuple}`;
  }

  private other({ hooks, table }: Place): string {
    const { random, words } = this;
    const only = (...allowed: Hook[]) => hooks.every((hook) => allowed.includes(hook));
    const range = () => {
      const address = random.pick(
        [...words.hosts, ...words.own].filter((text) => !text.startsWith('127') && text !== '::1'),
      );
      const last = /^(.*[.:])([^.:]+)$/.exec(address);
      return `${last?.[1]}1-${last?.[1]}${this.isIpv6 ? 'ff' : '20'}`;
    };
    const choices: (() => string)[] = [
      () => `-m addrtype ${this.not()}--dst-type ${random.pick(['LOCAL', 'LOCAL', 'UNICAST'])}`,
      () => `-m addrtype ${this.not()}--src-type ${random.pick(['LOCAL', 'UNICAST'])}`,
      () => `-m mark ${this.not()}--mark ${this.mark()}`,
      () => `-m connmark ${this.not()}--mark ${this.mark()}`,
      () => `-m iprange ${this.not()}--${random.pick(['src', 'dst'])}-range ${range()}`,
      () => `-m length ${this.not()}--length ${random.pick(['0:28', '40', '40:65535', '28', '60'])}`,
      () => `-m comment --comment ${random.pick(['plain', '"with a space"', '"a \\"quote\\""'])}`,
      () => `-m pkttype ${this.not()}--pkt-type ${random.pick(['unicast', 'broadcast', 'multicast'])}`,
      () => `-m tos ${this.not()}--tos ${random.pick(['0x10/0x3f', '0x00/0xff', '0xb8/0xfc'])}`,
      () => `-m dscp ${this.not()}--dscp ${random.pick(['0x2e', '0x00', '0x04'])}`,
      () =>
        this.isIpv6
          ? `-m hl ${random.pick(['! --hl-eq 64', '--hl-eq 64', '--hl-lt 3', '--hl-gt 1'])}`
          : `-m ttl ${random.pick(['! --ttl-eq 64', '--ttl-eq 64', '--ttl-lt 3', '--ttl-gt 1'])}`,
      () => `-m statistic --mode random --probability ${random.pick(['1.0', '0.5'])}`,
      () => `-m ecn ${this.not()}--ecn-ip-ect ${random.pick([0, 1])}`,
      () => `-m helper ${this.not()}--helper ftp`,
    ];
    if (only('PREROUTING', 'INPUT', 'FORWARD'))
      choices.push(() => `-m mac ${this.not()}--mac-source 02:00:00:00:02:0${random.between(0, 6)}`);
    if (only('OUTPUT', 'POSTROUTING'))
      choices.push(
        () => `-m owner ${this.not()}--${random.pick(['uid', 'gid'])}-owner ${random.pick(['0', '1-1000'])}`,
      );
    if (only('PREROUTING') && (table === 'raw' || table === 'mangle'))
      choices.push(() => `-m rpfilter ${random.pick(['', '--loose', '--invert', '--accept-local'])}`.trim());
    if (words.ports.length > 0) {
      choices.push(() => `-m physdev ${this.not()}--physdev-in ${random.pick(words.ports)}`);
      if (only('FORWARD'))
        choices.push(
          () => `-m physdev ${this.not()}--physdev-out ${random.pick(words.ports)}`,
          () => `-m physdev ${this.not()}--physdev-is-bridged`,
          () => `-m physdev ${this.not()}--physdev-is-in`,
        );
    }
    return random.pick(choices)();
  }

  private natTarget({ hooks }: Place): string {
    const { random } = this;
    const isSource = hooks.every((hook) => hook === 'POSTROUTING' || hook === 'INPUT');
    const at = (address: string, port: number | string) =>
      this.isIpv6 ? `[${address}]:${port}` : `${address}:${port}`;
    const range = () => {
      const address = this.host();
      const last = /^(.*[.:])([^.:]+)$/.exec(address);
      return `${last?.[1]}1-${last?.[1]}3`;
    };
    const net = this.isIpv6 ? 'fd00:1::/64' : '10.1.0.0/24';
    if (isSource) {
      const choices = [
        `SNAT --to-source ${this.host()}`,
        `NETMAP --to ${net}`,
        `SNAT --to-source ${range()}`,
      ];
      if (hooks.every((hook) => hook === 'POSTROUTING'))
        choices.push('MASQUERADE', 'MASQUERADE', 'MASQUERADE');
      return random.pick(choices);
    }
    return random.pick([
      () => `DNAT --to-destination ${this.host()}`,
      () => `DNAT --to-destination ${range()}`,
      () => `NETMAP --to ${net}`,
      () => 'REDIRECT',
      () => `tcp DNAT --to-destination ${at(this.host(), random.pick(somePorts))}`,
      () => `tcp DNAT --to-destination ${at(this.host(), '9000-9010')}`,
      () => `udp REDIRECT --to-ports ${random.pick(somePorts)}`,
      () => `tcp DNAT --to-destination :${random.pick(somePorts)}`,
    ])();
  }

  private target(place: Place, chains: readonly string[]): string {
    const { random } = this;
    const { table } = place;
    const jump = chains.length > 0 && random.chance(0.3);
    if (jump) return `${random.chance(0.2) ? '-g' : '-j'} ${random.pick(chains)}`;
    if (random.chance(0.06)) return '';
    if (random.chance(0.12)) return '-j RETURN';
    if (random.chance(0.06)) return '-j LOG --log-prefix "a: "';
    if (random.chance(0.1)) return '-j ACCEPT';
    const marks = [
      '--set-xmark 0x1/0xffffffff',
      '--or-mark 0x10',
      '--and-mark 0xf',
      '--xor-mark 0x3',
      '--set-mark 0x2/0xf',
    ];
    if (random.chance(0.1))
      return random.pick(
        [
          `-j MARK ${random.pick(marks)}`,
          `-j CONNMARK ${random.pick([...marks, '--save-mark', '--restore-mark --nfmask 0xf --ctmask 0xff', '--restore-mark'])}`,
        ].filter((text) => table !== 'nat' || text.includes('MARK')),
      );
    switch (table) {
      case 'raw':
        return random.pick(['-j DROP', '-j CT --notrack', '-j NOTRACK', '-j ACCEPT', '-j TRACE']);
      case 'mangle':
        return random.pick([
          `-j MARK ${random.pick(marks)}`,
          '-j TOS --set-tos 0x10/0x3f',
          '-j DSCP --set-dscp 0x2e',
          this.isIpv6 ? '-j HL --hl-set 50' : '-j TTL --ttl-inc 3',
          '-j DROP',
          '-j ACCEPT',
          ...(place.hooks.some((hook) => hook === 'PREROUTING' || hook === 'INPUT')
            ? []
            : ['-j CLASSIFY --set-class 1:2']),
        ]);
      case 'filter':
        return random.pick([
          '-j ACCEPT',
          '-j DROP',
          '-j REJECT',
          `-j REJECT --reject-with ${this.isIpv6 ? 'icmp6-adm-prohibited' : 'icmp-host-prohibited'}`,
        ]);
      default:
        return random.pick(['-j ACCEPT', '-j RETURN']);
    }
  }

  private interfaces({ hooks, isBuiltin }: Place): string {
    const { random, words } = this;
    const has = (...some: Hook[]) => hooks.some((hook) => some.includes(hook));
    const parts: string[] = [];
    if (random.chance(0.3) && !(isBuiltin && has('OUTPUT', 'POSTROUTING')))
      parts.push(`${this.not()}-i ${random.pick(words.interfaces)}`);
    if (random.chance(0.3) && !(isBuiltin && has('PREROUTING', 'INPUT')))
      parts.push(`${this.not()}-o ${random.pick(words.interfaces)}`);
    return parts.join(' ');
  }

  private rule(place: Place, chains: readonly string[]): string {
    const { random } = this;
    const source = random.chance(0.25) ? `${this.not()}-s ${this.address()}` : '';
    const destination = random.chance(0.3) ? `${this.not()}-d ${this.address()}` : '';
    const isNat = place.table === 'nat' && random.chance(0.55);
    let target = isNat ? `-j ${this.natTarget(place)}` : this.target(place, chains);
    let protocol = random.chance(0.5) ? this.protocol() : '';
    const forced = /^-j (tcp|udp) (.*)$/.exec(target);
    if (forced) [protocol, target] = [`-p ${forced[1]}`, `-j ${forced[2]}`];
    const parts = [source, destination, this.interfaces(place), protocol];
    if (random.chance(0.3)) parts.push(this.conntrack());
    if (random.chance(0.35)) parts.push(this.other(place));
    return [...parts, target].filter((part) => part !== '').join(' ');
  }

  private table(name: string): string[] {
    const { random } = this;
    const hooks = builtinChains[name] ?? [];
    const isNat = name === 'nat';
    // In nat a chain is reached from hooks of one half only, so that its targets are allowed.
    const groups: (readonly Hook[])[] = isNat
      ? [['PREROUTING', 'OUTPUT'], ['POSTROUTING']]
      : hooks.map((hook) => [hook]);
    const chains = groups.flatMap((group, index) =>
      Array.from({ length: random.between(0, 2) }, (_, number) => ({ name: `C${index}${number}`, group })),
    );
    const lines = [`*${name}`];
    const policy = () => (!isNat && name !== 'raw' && random.chance(0.15) ? 'DROP' : 'ACCEPT');
    lines.push(
      ...hooks.map((hook) => `:${hook} ${policy()} [0:0]`),
      ...chains.map((chain) => `:${chain.name} - [0:0]`),
    );
    for (const hook of hooks) {
      const place = { table: name, hooks: [hook], isBuiltin: true };
      const targets = chains.filter(({ group }) => group.includes(hook)).map((chain) => chain.name);
      for (let count = random.between(0, 4); count > 0; count--)
        lines.push(`-A ${hook} ${this.rule(place, targets)}`.trimEnd());
    }
    chains.forEach((chain, index) => {
      const place = { table: name, hooks: chain.group, isBuiltin: false };
      const later = chains.slice(index + 1).filter(({ group }) => group === chain.group);
      for (let count = random.between(1, 4); count > 0; count--)
        lines.push(
          `-A ${chain.name} ${this.rule(
            place,
            later.map(({ name: next }) => next),
          )}`.trimEnd(),
        );
    });
    return [...lines, 'COMMIT'];
  }

  /** A ruleset of some of the five tables. */
  write(): string {
    const { random } = this;
    const tables = Object.keys(builtinChains).filter((name) =>
      random.chance(name === 'nat' || name === 'filter' ? 0.9 : 0.4),
    );
    return `${tables.flatMap((name) => this.table(name)).join('\n')}\n`;
  }
}
