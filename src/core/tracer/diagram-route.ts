import type { Outcome, Step } from '../netfilter/model/trace.ts';
import { diagramEdges } from './diagram.ts';

/** Where on the diagram a step takes place. */
export function nodeOfStep(step: Step): string {
  switch (step.kind) {
    case 'rule':
    case 'policy':
      return `${step.hook} ${step.table}`;
    case 'conntrack':
      return `${step.hook} conntrack`;
    case 'translation':
      return `${step.hook} nat`;
    case 'routing':
      return step.decision === 'output' && !step.again
        ? 'routing output'
        : step.again
          ? 'OUTPUT nat'
          : 'routing input';
    case 'bridge':
      return 'bridge';
    case 'loopback':
      return 'loopback';
  }
}

/** The places that a walk comes by up to a step, ends included, in order and each once in a row. */
export function nodesUpTo(steps: readonly Step[], outcome: Outcome, step: number): string[] {
  const [first] = steps;
  const local = first ? first.kind === 'routing' && first.decision === 'output' : outcome.packet.local;
  const nodes = [local ? 'process' : 'wire in'];
  const add = (node: string) => {
    if (nodes.at(-1) !== node) nodes.push(node);
  };
  for (const at of steps.slice(0, step + 1)) add(nodeOfStep(at));
  if (step >= steps.length - 1) {
    if (outcome.kind === 'delivered') add('process');
    else if (outcome.kind === 'forwarded' || outcome.kind === 'sent' || outcome.kind === 'bridged')
      add('wire out');
  }
  return nodes;
}

/** A table's place is inside its hook; other places stand for themselves. */
function stationOf(node: string): string {
  return /^(?:PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)/.exec(node)?.[0] ?? node;
}

/** Ways that the diagram draws in two parts, or past a hook that has no tables. */
const ways: readonly (readonly [string, string, readonly string[]])[] = [
  ['wire in', 'routing input', ['wire in>PREROUTING', 'PREROUTING>routing input']],
  ['routing input', 'process', ['routing input>INPUT', 'INPUT>process']],
  ['routing input', 'POSTROUTING', ['routing input>FORWARD', 'FORWARD>POSTROUTING']],
  ['routing input', 'wire out', ['routing input>FORWARD', 'FORWARD>POSTROUTING', 'POSTROUTING>wire out']],
  ['FORWARD', 'wire out', ['FORWARD>POSTROUTING', 'POSTROUTING>wire out']],
  ['bridge', 'POSTROUTING', ['bridge>FORWARD', 'FORWARD>POSTROUTING']],
  ['routing output', 'POSTROUTING', ['routing output>OUTPUT', 'OUTPUT>POSTROUTING']],
  ['routing output', 'loopback', ['routing output>OUTPUT', 'OUTPUT>POSTROUTING', 'POSTROUTING>loopback']],
  ['routing output', 'wire out', ['routing output>OUTPUT', 'OUTPUT>POSTROUTING', 'POSTROUTING>wire out']],
  ['OUTPUT', 'wire out', ['OUTPUT>POSTROUTING', 'POSTROUTING>wire out']],
  ['OUTPUT', 'loopback', ['OUTPUT>POSTROUTING', 'POSTROUTING>loopback']],
  ['loopback', 'routing input', ['loopback>PREROUTING', 'PREROUTING>routing input']],
];

/** The edges between places that follow each other. */
export function edgesBetween(nodes: readonly string[]): Set<string> {
  const lit = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const previous = nodes[index - 1];
    if (previous === undefined) continue;
    const [from, to] = [stationOf(previous), stationOf(node)];
    const direct = `${from}>${to}`;
    if (diagramEdges.some(({ id }) => id === direct)) lit.add(direct);
    for (const edge of ways.find(([a, b]) => a === from && b === to)?.[2] ?? []) lit.add(edge);
  }
  return lit;
}
