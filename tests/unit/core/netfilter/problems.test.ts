import { lintFor } from 'autocorrect-node';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../../../src/core/netfilter/input-error.ts';
import { parseNetwork } from '../../../../src/core/netfilter/parse/parse-network.ts';
import { parsePacket } from '../../../../src/core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import { RulesetError } from '../../../../src/core/netfilter/ruleset-error.ts';

const source = join(import.meta.dirname, '..', '..', '..', '..', 'src', 'core', 'netfilter');

/** A line that refuses something. */
const refusal = /\bnew (?:Ruleset|Input|Value|MissingKey)Error\(|\bthis\.fail\(/;

/** The lines of the engine that an error, and what caused it, came by. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const frames = [...(error.stack ?? '').matchAll(/\(?([^\s(]+\.ts):(\d+):\d+\)?$/gm)];
  const own = frames.map(([, file = '', line]) => `${relative(source, file.replace('file://', ''))}:${line}`);
  return [...own, ...placesOf(error.cause)];
}

/** The bad rule stands in FORWARD, or in the table that is named. */
const ofRule = (rule: string, table = 'filter', chain = 'FORWARD') =>
  `*${table}\n:${chain} ACCEPT\n-A ${chain} ${rule}\nCOMMIT`;
const ofNat = (rule: string) => ofRule(rule, 'nat', 'PREROUTING');
const from = 'in=eth0 src=192.0.2.1 dst=192.0.2.10';

/** Bad input, and what is said about it in Chinese: at least one for every place that refuses something. */
const dumps: readonly (readonly [text: string, zh: string | RegExp])[] = [
  ['-A X -j ACCEPT', '前面要先有一张表：`*filter`'],
  ['-P INPUT ACCEPT', '这像是 `iptables -S` 的输出，里面没有表；请用 `iptables-save`'],
  ['*filter', 'filter 表没有结束：缺少 COMMIT'],
  ['*filter\n*nat', 'filter 表没有结束：缺少 COMMIT'],
  ['* filter', '表写成 `*NAME`：*filter'],
  ['*filter\nCOMMIT\n*filter', 'filter 表出现了两次'],
  ['*filtr', '没有 filtr 这张表；有的是 raw、mangle、nat、filter、security'],
  ['*filter\n:INPUT', '链写成 `:NAME POLICY [packets:bytes]`'],
  ['*filter\n:INPUT ACEPT', 'ACEPT 不是默认策略：ACCEPT、DROP'],
  ['*filter\n:X ACCEPT', 'X 不是 filter 表的内建链（INPUT、FORWARD、OUTPUT），没有默认策略：写 `-`'],
  ['*filter\n:X -\n:X -', 'X 链出现了两次，第一次在第 2 行'],
  ['*filter\nhello', '不是链，不是规则，也不是 COMMIT：hello'],
  ['*filter\n:INPUT ACCEPT\n-A INPTU -j DROP', 'filter 表里没有声明 INPTU 链；最接近的是 INPUT'],
  ['*filter\n-A X -j DROP', 'filter 表里没有声明 X 链'],
  ['*filter\n:A -\n:B -\n-A A -j B\n-A B -j A\nCOMMIT', '跳转成了环：B 跳到 A，A 又回到 B'],
  [ofRule('-m comment --comment "open'), '这里开始的引号没有收尾：补上 `"`'],
  [ofRule('!'), '`!` 否定它后面的选项，而后面没有选项'],
  [ofRule('hello'), 'hello 不是选项；带空格的值要放在双引号里'],
  [ofRule('-m'), '-m 后面缺少匹配的名字'],
  [ofRule('-j'), '-j 后面缺少目标或链'],
  [ofRule('-c 1'), '-c 后面缺少包数和字节数'],
  [ofRule('-c 1 x'), 'x 不是数'],
  [ofRule('! -j DROP'), '-j 不能否定'],
  [ofRule('-j DROP -j ACCEPT'), '一条规则只能有一个目标，这条已经有 DROP 了'],
  [ofRule('--ctstate NEW'), '这条规则的匹配和目标都没有 --ctstate 这个选项；它是 -m conntrack 的'],
  [ofRule('-p tcp --dpotr 80'), /^这条规则的匹配和目标都没有 --dpotr 这个选项；最接近的是 --dport、/],
  [ofRule('! -s ! 192.0.2.1'), '否定了两次'],
  [ofRule('-s'), '-s 需要 1 个值'],
  [ofRule('-p tcp --tcp-flags SYN'), '--tcp-flags 需要 2 个值'],
  [ofRule('-j FORWARD'), 'FORWARD 是内建链，不能跳进去'],
  [ofRule('-g X'), 'filter 表里没有 X 链，没法转过去；最接近的是 FORWARD'],
  [
    ofRule('-s 192.0.2.300'),
    '192.0.2.300 不是地址；规则里不写主机名，只写地址：192.0.2.1、192.0.2.0/24、2001:db8::/32',
  ],
  [ofRule('-s 192.0.2.0/33'), '/33 不是掩码：写 0 到 32 的长度，或者一个地址'],
  [ofRule('-i abcdefghijklmnopq'), 'abcdefghijklmnopq 不是接口名：长 1 到 15 个字符'],
  [ofRule('-p tpc'), /^tpc 不是协议；最接近的是 tcp、.*，也可以写协议号$/],
  [ofRule('-p tcp --dport htps'), /^htps 不是端口；最接近的名字是 https、/],
  [ofRule('-p tcp --dport 99999'), '99999 不是 0 到 65535 之间的数'],
  [ofRule('-p tcp --dport 9:5'), '范围 9:5 的起点大于终点：是 5:9 吗？'],
  [ofRule('-p tcp --tcp-flags SYM SYN'), /^SYM 不是 TCP 标志；最接近的是 SYN、/],
  [
    ofRule(`-p tcp -m multiport --dports ${'1,'.repeat(15)}1`),
    'multiport 最多 15 个端口，一个范围算两个；这里有 16 个',
  ],
  [ofRule('-m conntrack --ctstate NWE'), /^NWE 不是连接状态；最接近的是 NEW、/],
  [ofRule('-m conntrack --ctdir BACK'), /^BACK 不是连接的方向；/],
  [ofRule('-m conntrack --ctstatus SEEN'), /^SEEN 不是连接记录的状态位；/],
  [ofRule('-m addrtype --dst-type LOCL'), /^LOCL 不是地址类型；最接近的是 LOCAL、/],
  [ofRule('-p icmp --icmp-type pin'), /^pin 不是 ICMP 类型；最接近的是 ping、.*，也可以写成数字 TYPE\/CODE$/],
  [
    ofRule('-m iprange --src-range 192.0.2.9-192.0.2.1'),
    '192.0.2.9-192.0.2.1 不是地址范围：192.0.2.10-192.0.2.20',
  ],
  [ofRule('-m dscp --dscp-class EE'), /^EE 不是 DSCP 类别；最接近的是 /],
  [ofRule('-m mac --mac-source 02:42'), '02:42 不是 MAC 地址：02:42:ac:11:00:02'],
  [ofRule('-m pkttype --pkt-type all'), 'all 不是帧的类型：unicast、broadcast、multicast'],
  [ofRule('-m statistic --every 2'), '空值不是模式：random、nth'],
  [ofRule('-m statistic --mode random'), '--mode random 还需要 --probability'],
  [ofRule('-m statistic --mode nth'), '--mode nth 还需要 --every'],
  [ofRule('-m statistic --mode random --probability 2'), '2 不是概率：0 到 1 之间的数'],
  [ofNat('-j DNAT'), '缺少 --to-destination'],
  [ofNat('-j DNAT --to-destination here'), 'here 不是 NAT 地址：192.0.2.1、192.0.2.1:80、[2001:db8::1]:80'],
  [ofNat('-j DNAT --to-destination 300.0.0.1'), '300.0.0.1 不是地址'],
];

const packets: typeof dumps = [
  ['dport', 'dport 不是 KEY=VALUE 的写法：dport=80'],
  ['dts=192.0.2.1', /^没有 dts 这个键；最接近的是 dst、/],
  ['in=eth0 in=eth1', 'in 写了两次'],
  ['proto=tcp', '缺少目的地址：dst=192.0.2.10'],
  [from, '缺少协议：proto=tcp'],
  ['in=eth0 dst=192.0.2.10 proto=tcp', '缺少源地址：src=192.0.2.1'],
  ['dst=192.0.2.10 proto=tcp', '它从哪里来？写 in=eth0；本机发出的包写 local=1'],
  [`${from} proto=tcp local=1`, '本机发出的包（local=1）没有入接口：去掉 `in`'],
  [
    'in=eth0 src=2001:db8::1 dst=192.0.2.10 proto=tcp',
    '源地址 2001:db8::1 和目的地址 192.0.2.10 不是一种：要么都是 IPv4，要么都是 IPv6',
  ],
  [`${from} proto=icmpv6`, 'IPv4 要写 proto=icmp'],
  ['in=eth0 src=2001:db8::1 dst=2001:db8::2 proto=icmp', 'IPv6 要写 proto=icmpv6'],
  [`${from} proto=gre dport=80`, 'gre 没有端口'],
  ['src=', '空值不是地址：192.0.2.1、2001:db8::1'],
  ['in=a/b', 'a/b 不是接口名'],
  ['proto=tpc', /^tpc 不是协议；最接近的是 tcp、/],
  ['mac=02:42', '02:42 不是 MAC 地址：02:42:ac:11:00:02'],
  ['ctstate=NWE', /^NWE 不是连接状态；最接近的是 NEW、/],
  ['type=pin', /^pin 不是 ICMP 类型；最接近的是 ping、/],
  ['pkttype=all', /^all 不是帧的类型；/],
  ['local=maybe', /^maybe 不是 0 或 1；/],
];

const addresses: typeof dumps = [
  ['[{', '开头像 JSON，却读不下去：看看有没有粘贴完整'],
  ['{}', '里面没有接口；`ip -j addr` 会列出它们'],
];
const routes: typeof dumps = [
  [
    'somewhere dev eth0',
    'somewhere 不是路由的目的地址；`ip route` 的一行是这样：default via 192.0.2.1 dev eth0',
  ],
];

const bad = [
  ...dumps.map(([text, zh]) => ({ text, zh, parse: parseRuleset })),
  ...packets.map(([text, zh]) => ({ text, zh, parse: parsePacket })),
  ...addresses.map(([text, zh]) => ({
    text,
    zh,
    parse: (addr: string) => parseNetwork({ addresses: addr }),
  })),
  ...routes.map(([text, zh]) => ({ text, zh, parse: (route: string) => parseNetwork({ routes: route }) })),
].map(({ text, zh, parse }) => ({ text, zh, error: errorOf(() => parse(text)) }));

function errorOf(parse: () => unknown): RulesetError | InputError {
  try {
    parse();
  } catch (error) {
    if (error instanceof RulesetError || error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each(bad)('$text is refused in both languages', ({ zh, error }) => {
  const { line, column, problem, message } = error;
  if (typeof zh === 'string') expect(problem.zh).toBe(zh);
  else expect(problem.zh).toMatch(zh);
  expect(problem.zh).toMatch(/\p{Script=Han}/u);
  expect(problem.en).not.toMatch(/[^\x20-\x7e]/);
  expect(message).toBe(`line ${line}, column ${column}: ${problem.en}`);
});

test('spacing and punctuation of the Chinese', () => {
  const text = bad.map(({ error }) => error.problem.zh).join('\n\n');
  expect(lintFor(text, 'problems.md').lines.map(({ old, new: better }) => `${old} → ${better}`)).toEqual([]);
});

test('these are all places that refuse something', () => {
  const places = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      readFileSync(join(source, file), 'utf8')
        .split('\n')
        .flatMap((text, index) => (refusal.test(text) ? [`${file}:${index + 1}`] : [])),
    );
  const seen = new Set(bad.flatMap(({ error }) => placesOf(error)));
  expect(places.length).toBeGreaterThan(50);
  expect(places.filter((place) => !seen.has(place))).toEqual([]);
});
