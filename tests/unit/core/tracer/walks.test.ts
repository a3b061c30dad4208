import { expect, test } from 'vitest';
import { parsePacket } from '../../../../src/core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import type { Ruleset } from '../../../../src/core/netfilter/model/ruleset.ts';
import { askTracer, type Position } from '../../../../src/core/tracer/ask-tracer.ts';
import { compareWalks } from '../../../../src/core/tracer/compare-walks.ts';
import { diagramEdges, diagramNodes, diagramSize } from '../../../../src/core/tracer/diagram.ts';
import { edgesBetween, nodesUpTo } from '../../../../src/core/tracer/diagram-route.ts';
import { foldMisses, rowOfStep } from '../../../../src/core/tracer/fold-misses.ts';
import { isKeyStep } from '../../../../src/core/tracer/key-steps.ts';
import { stagesOf } from '../../../../src/core/tracer/stages.ts';
import { boundWalk, mostRulesLookedAt } from '../../../../src/core/tracer/walk-bound.ts';
import { chooseAt } from '../../../../src/core/tracer/walk-path.ts';
import { recordedRules } from './recorded.ts';

function ask(ruleset: Ruleset, packet: string, position: Position = 'first', choices: boolean[] = []) {
  return askTracer({
    ruleset,
    network: null,
    packet: parsePacket(packet),
    position,
    choices,
    laterChoices: [],
  });
}

const published = 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080';
const direct = 'in=eth0 src=192.0.2.1 dst=10.1.0.2 proto=tcp dport=80';
const publish = recordedRules('docker-iptables', 'publish');

test('misses of one chain are folded, a single one is not', () => {
  const { steps } = ask(publish, published).path;
  const rows = foldMisses(steps);
  const folded = rows.filter(({ kind }) => kind === 'misses');
  expect(folded.length).toBeGreaterThan(2);
  for (const { from, to } of folded) {
    expect(to).toBeGreaterThan(from);
    const chains = steps.slice(from, to + 1).map((step) => (step.kind === 'rule' ? step.chain : ''));
    expect(new Set(chains).size).toBe(1);
  }
  const shown = rows.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  expect(shown).toEqual(steps.map((_, index) => index));
});

test('an opened run shows its rules, a very long one part after part', () => {
  const rules = Array.from(
    { length: 500 },
    (_, port) => `-A INPUT -p udp -m udp --dport ${port + 1} -j DROP`,
  );
  const ruleset = parseRuleset(`*filter\n:INPUT ACCEPT [0:0]\n${rules.join('\n')}\nCOMMIT\n`);
  const { steps } = ask(ruleset, published).path;
  const [start] = foldMisses(steps).filter(({ kind }) => kind === 'misses');
  const from = start?.from ?? Number.NaN;
  expect(start).toEqual({ kind: 'misses', from, to: from + 499 });
  const opened = foldMisses(steps, new Set([from]));
  expect(opened.filter(({ kind }) => kind === 'misses')).toEqual([
    { kind: 'misses', from: from + 200, to: from + 499 },
  ]);
  expect(rowOfStep(opened, from + 300)).toBe(rowOfStep(opened, from + 499));
  expect(rowOfStep(opened, 100_000)).toBe(opened.length - 1);
});

test('the steps that decide are the rewrite, the way and the last rule', () => {
  const { steps } = ask(publish, published).path;
  const key = steps.filter(isKeyStep).map((step) => (step.kind === 'rule' ? step.verdict : step.kind));
  expect(key).toEqual(['ACCEPT', 'routing', 'ACCEPT']);
});

test('a reply and a later packet go by the stored translation', () => {
  for (const position of ['reply', 'later'] as const) {
    const answer = ask(publish, published, position);
    expect(answer.position).toBe(position);
    expect(answer.path.steps.some(({ kind }) => kind === 'translation')).toBe(true);
    expect(answer.path.outcome.verdict).toBe('ACCEPT');
  }
});

test('a dropped packet has no reply to look at', () => {
  const answer = ask(publish, direct, 'reply');
  expect(answer.position).toBe('first');
  expect(answer.positions).toEqual(['first']);
});

test('both ways of an undecided rule can be followed', () => {
  const service = recordedRules('kubernetes', 'service');
  const packet = 'dst=10.96.0.10 proto=tcp dport=80 local=1';
  const { path } = ask(service, packet);
  expect(path.forks).toHaveLength(1);
  expect(path.forks[0]?.branches.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  const ends = [true, false].map(
    (taken) => ask(service, packet, 'first', chooseAt(path, 0, taken)).path.outcome,
  );
  expect(ends.map(({ packet: { dst } }) => dst)).toEqual(['10.244.0.2', '10.244.0.3']);
});

test('the ways of two engines part where the first of them drops', () => {
  const older = recordedRules('docker-iptables', 'publish', 'docker-26');
  const comparison = compareWalks(ask(publish, direct).path, ask(older, direct).path);
  expect(comparison.parting).not.toBeNull();
  expect(comparison.pairs[comparison.parting ?? 0]?.place).toBe('PREROUTING raw');
  expect(comparison.sameEnd).toBe(false);
});

test('other chains to the same effect do not part the ways', () => {
  const older = recordedRules('docker-iptables', 'publish', 'docker-20');
  const comparison = compareWalks(ask(publish, published).path, ask(older, published).path);
  expect(comparison.parting).toBeNull();
  expect(comparison.sameEnd).toBe(true);
});

test('a walk compared with itself does not differ', () => {
  const { path } = ask(publish, published);
  const { pairs } = compareWalks(path, path);
  expect(pairs.map(({ place }) => place)).toEqual(stagesOf(path.steps).map(({ place }) => place));
  expect(new Set(pairs.map(({ difference }) => difference))).toEqual(new Set(['none']));
});

const walks = {
  forwarded: [publish, published],
  dropped: [publish, direct],
  delivered: [publish, 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=22'],
  sent: [publish, 'dst=192.0.2.1 proto=icmp local=1'],
  loopback: [publish, 'dst=127.0.0.1 proto=tcp dport=8080 local=1'],
  bridged: [publish, 'in=br-base src=10.1.0.3 dst=10.1.0.2 proto=tcp dport=80'],
  empty: [
    parseRuleset('*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n'),
    published,
  ],
} as const;

for (const [name, [ruleset, packet]] of Object.entries(walks))
  test(`the diagram has every place and every way of a walk that is ${name}`, () => {
    const { steps, outcome } = ask(ruleset, packet).path;
    const nodes = nodesUpTo(steps, outcome, steps.length);
    const known = new Set(diagramNodes.map(({ id }) => id));
    expect(nodes.filter((node) => !known.has(node))).toEqual([]);
    // Two places that follow each other are in one hook, or a drawn way joins them.
    const hook = (node: string) => node.split(' ')[0];
    const apart = nodes.slice(1).flatMap((node, index) => {
      const pair = [nodes[index] ?? '', node];
      return hook(pair[0] ?? '') === hook(node) || edgesBetween(pair).size > 0 ? [] : [pair.join(' → ')];
    });
    expect(apart).toEqual([]);
  });

test('everything on the diagram is inside it, and no two places overlap', () => {
  for (const { id, x, y, width, height } of diagramNodes) {
    expect(x >= 0 && y >= 0 && x + width <= diagramSize.width && y + height <= diagramSize.height, id).toBe(
      true,
    );
    const over = diagramNodes.filter(
      (other) =>
        other.id !== id &&
        other.x < x + width &&
        x < other.x + other.width &&
        other.y < y + height &&
        y < other.y + other.height,
    );
    expect(
      over.map((other) => other.id),
      id,
    ).toEqual([]);
  }
  expect(new Set(diagramEdges.map(({ id }) => id)).size).toBe(diagramEdges.length);
});

test('how many rules a packet can be held against is known before the walk', () => {
  const twice = (depth: number) => {
    const chains = Array.from({ length: depth }, (_, at) => `:C${at} - [0:0]`);
    const jumps = Array.from(
      { length: depth - 1 },
      (_, at) => `-A C${at} -j C${at + 1}\n-A C${at} -j C${at + 1}`,
    );
    return `*filter\n:INPUT ACCEPT [0:0]\n${chains.join('\n')}\n-A INPUT -j C0\n${jumps.join('\n')}\nCOMMIT\n`;
  };
  expect(boundWalk(parseRuleset(twice(40)))).toBeGreaterThan(2 ** 39);
  expect(boundWalk(parseRuleset(twice(5)))).toBeLessThan(mostRulesLookedAt);
  expect(boundWalk(publish)).toBeLessThan(60);
  const { steps } = ask(publish, published).path;
  const looked = steps.filter((step) => step.kind === 'rule' && step.table === 'filter');
  expect(looked.length).toBeLessThanOrEqual(boundWalk(publish));
});
