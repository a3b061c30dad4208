import { expect, test } from 'vitest';
import { inferNetwork } from '../../../../src/core/netfilter/infer-network.ts';
import type { Network } from '../../../../src/core/netfilter/model/network.ts';
import type { Trace } from '../../../../src/core/netfilter/model/trace.ts';
import { parseNetwork } from '../../../../src/core/netfilter/parse/parse-network.ts';
import { parsePacket } from '../../../../src/core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import { findPacketFor } from '../../../../src/core/netfilter/reach/find-packet-for.ts';
import { unreachableRules } from '../../../../src/core/netfilter/reach/unreachable-rules.ts';
import { followUps } from '../../../../src/core/netfilter/walk/follow-ups.ts';
import { tracePacket } from '../../../../src/core/netfilter/walk/trace-packet.ts';

const addresses = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500
    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0
3: docker0: <BROADCAST,UP,LOWER_UP> mtu 1500
    bridge forward_delay 1500
    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0
4: veth1@if5: <BROADCAST,UP,LOWER_UP> mtu 1500 master docker0
`;
const routes =
  'default via 192.0.2.1 dev eth0\n172.17.0.0/16 dev docker0 src 172.17.0.1\n192.0.2.0/24 dev eth0\n';

const machine = parseNetwork({
  addresses,
  routes,
  forwarding: true,
  bridgeNetfilter: true,
  rpFilter: 0,
  routeLocalnet: [],
});

function walk(dump: string, packet: string, network: Network = machine): Trace {
  return tracePacket({ ruleset: parseRuleset(dump), packet: parsePacket(packet), network });
}

/** The rules and policies that took part: `nat PREROUTING 1`. */
function placesOf({ steps }: Trace): string[] {
  return steps.flatMap((step) =>
    (step.kind === 'rule' && step.result !== 'miss') || step.kind === 'policy'
      ? [`${step.table} ${step.chain} ${step.rule ?? 'policy'}`]
      : [],
  );
}

const table = (name: string, hooks: string, ...rules: string[]) =>
  `*${name}\n${hooks
    .split(' ')
    .map(
      (hook) =>
        `:${hook} ${hook === hook.toUpperCase() && /^(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)$/.test(hook) ? 'ACCEPT' : '-'}`,
    )
    .join('\n')}\n${rules.map((rule) => `-A ${rule}\n`).join('')}COMMIT\n`;

test('RETURN of a user-defined chain goes on behind the jump, of a chain gone to behind that of the caller', () => {
  const dump = table(
    'filter',
    'INPUT A B',
    'INPUT -j A',
    'INPUT -j DROP',
    'A -g B',
    'A -j ACCEPT',
    'B -j RETURN',
  );
  expect(placesOf(walk(dump, 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=udp dport=1'))).toEqual([
    'filter INPUT 1',
    'filter A 1',
    'filter B 1',
    'filter INPUT 2',
  ]);
});

test('-o in filter OUTPUT still sees the first route after DNAT in OUTPUT', () => {
  const dump =
    table('nat', 'OUTPUT', 'OUTPUT -p tcp -j DNAT --to-destination 172.17.0.2:80') +
    table('filter', 'OUTPUT', 'OUTPUT -o docker0 -j DROP', 'OUTPUT -o lo -j ACCEPT');
  const trace = walk(dump, 'local=1 src=192.0.2.10 dst=192.0.2.10 proto=tcp dport=8080');
  expect(placesOf(trace)).toEqual(['nat OUTPUT 1', 'filter OUTPUT 2']);
  expect(trace.outcome).toMatchObject({
    kind: 'sent',
    packet: { out: 'docker0', dst: '172.17.0.2', dport: 80 },
  });
});

test('from 127.0.0.1 a DNATed packet leaves the machine only with route_localnet', () => {
  const dump = table('nat', 'OUTPUT', 'OUTPUT -p tcp -j DNAT --to-destination 172.17.0.2:80');
  const packet = 'local=1 src=127.0.0.1 dst=127.0.0.1 proto=tcp dport=8080';
  expect(walk(dump, packet).outcome).toMatchObject({ kind: 'dropped', reason: 'martian-source' });
  expect(walk(dump, packet, { ...machine, routeLocalnet: ['docker0'] }).outcome).toMatchObject({
    kind: 'sent',
  });
});

test('the nat table is asked for the first packet; answer and later packets are translated as stored', () => {
  const dump = table(
    'nat',
    'PREROUTING POSTROUTING',
    'PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
    'POSTROUTING -o docker0 -j MASQUERADE',
  );
  const first = parsePacket('in=eth0 src=198.51.100.7 dst=192.0.2.10 proto=tcp dport=8080');
  const ruleset = parseRuleset(dump);
  const { outcome } = tracePacket({ ruleset, packet: first, network: machine });
  expect(outcome).toMatchObject({
    kind: 'forwarded',
    packet: { src: '172.17.0.1', dst: '172.17.0.2', dport: 80 },
  });
  if (!outcome) throw new Error('undecided');
  const [reply, later] = followUps(first, outcome).map((next) =>
    tracePacket({ ruleset, network: machine, ...next }),
  );
  for (const trace of [reply, later]) expect(trace && placesOf(trace)).toEqual([]);
  expect(reply?.outcome).toMatchObject({
    kind: 'forwarded',
    packet: { src: '192.0.2.10', sport: 8080, dst: '198.51.100.7' },
  });
  expect(later?.outcome).toMatchObject({
    kind: 'forwarded',
    packet: { ctstate: 'ESTABLISHED', dst: '172.17.0.2' },
  });
});

test('a frame between ports of a bridge passes iptables with br_netfilter, and only then', () => {
  const dump = table(
    'filter',
    'FORWARD',
    'FORWARD -i docker0 -o docker0 -m physdev --physdev-is-bridged -j DROP',
  );
  const packet = 'in=veth1 src=172.17.0.2 dst=172.17.0.3 proto=tcp dport=80';
  expect(walk(dump, packet).verdict).toBe('DROP');
  const unseen = walk(dump, packet, { ...machine, bridgeNetfilter: false });
  expect(unseen).toMatchObject({ verdict: 'ACCEPT', outcome: { kind: 'bridged' } });
  const unknown = walk(dump, packet, { ...machine, bridgeNetfilter: null });
  expect(unknown.assumptions).toContainEqual({ kind: 'bridge-netfilter', value: 'on' });
});

test('an undecided rule of no consequence does not part the ways; others do, with their chance', () => {
  const log = walk(
    table('filter', 'INPUT', 'INPUT -m limit --limit 1/s -j LOG'),
    'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=udp dport=1',
  );
  expect(log).toMatchObject({ verdict: 'ACCEPT', branches: [] });
  const dice = walk(
    table('filter', 'INPUT', 'INPUT -m statistic --mode random --probability 0.25 -j DROP'),
    'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=udp dport=1',
  );
  expect(dice.verdict).toBe('UNDECIDED');
  expect(dice.branches.map(({ taken, probability, trace }) => [taken, probability, trace.verdict])).toEqual([
    [true, 0.25, 'DROP'],
    [false, 0.75, 'ACCEPT'],
  ]);
});

test('many undecided rules are followed up to a limit, which the trace tells', () => {
  const rules = Array.from(
    { length: 40 },
    (_, index) => `INPUT -m set --match-set s${index} src -j MARK --set-mark ${index}`,
  );
  const trace = walk(
    table('filter', 'INPUT', ...rules),
    'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=udp dport=1',
  );
  expect(trace.verdict).toBe('UNDECIDED');
  expect(trace.assumptions).toContainEqual({ kind: 'branches', value: '64' });
});

test('without addresses the network is deduced from the rules, and the trace says so', () => {
  const dump = table('nat', 'POSTROUTING', 'POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE');
  const packet = parsePacket('in=docker0 src=172.17.0.2 dst=203.0.113.5 proto=tcp dport=443');
  const trace = tracePacket({ ruleset: parseRuleset(dump), packet });
  expect(trace.packet).toMatchObject({ out: 'eth0', src: '192.0.2.10' });
  expect(trace.assumptions.map(({ kind }) => kind)).toContain('local-address');
  expect(inferNetwork(parseRuleset(dump), packet).interfaces.map(({ name }) => name)).toEqual([
    'lo',
    'eth0',
    'docker0',
  ]);
});

test('rules behind a rule that takes all of theirs, and chains that nothing leads to, are unreachable', () => {
  const dump = table(
    'filter',
    'INPUT A',
    'INPUT -p tcp -j DROP',
    'INPUT -p tcp -m tcp --dport 22 -j ACCEPT',
    'INPUT -j RETURN',
    'INPUT -j ACCEPT',
    'A -j DROP',
  );
  expect(
    unreachableRules(parseRuleset(dump)).map(({ rule, reason, because }) => [
      rule.line,
      reason,
      because?.line,
    ]),
  ).toEqual([
    [5, 'after', 4],
    [7, 'after', 6],
    [8, 'no-jump', undefined],
  ]);
});

test('a packet that is found for a rule reaches it', () => {
  const dump = table(
    'filter',
    'INPUT FORWARD A',
    'FORWARD -i eth0 -d 172.17.0.0/16 -j A',
    'A -p udp -m udp --dport 53 -j DROP',
    'A -m conntrack --ctstate ESTABLISHED -j ACCEPT',
  );
  const ruleset = parseRuleset(dump);
  const [drop, established] = ruleset.tables.get('filter')?.chains.get('A')?.rules ?? [];
  expect(drop && findPacketFor(ruleset, drop, machine)?.packet).toMatchObject({
    in: 'eth0',
    proto: 'udp',
    dport: 53,
  });
  const found = established && findPacketFor(ruleset, established, machine);
  expect(found?.connection).not.toBeNull();
  expect(found && placesOf(found.trace)).toContain('filter A 2');
});
