import type { Hook } from '../netfilter/model/trace.ts';

/** A place on the traversal diagram: a table at a hook, conntrack, a decision, or an end. */
export interface DiagramNode {
  /** `PREROUTING nat`, `routing input`, `wire in`. */
  id: string;
  kind: 'table' | 'kernel' | 'decision' | 'end';
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The frame around the tables of a hook. */
export interface DiagramHook {
  hook: Hook;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface DiagramEdge {
  id: string;
  /** SVG path data. */
  path: string;
}

export const diagramSize = { width: 320, height: 500 } as const;

const columnWidth = 140;
const chip = { width: 62, height: 22, gap: 4, padding: 6, title: 22 } as const;

/** The tables of each hook in the order of their priorities (uapi/linux/netfilter_ipv4.h nf_ip_hook_priorities). */
const hookTables: Readonly<Record<Hook, readonly string[]>> = {
  PREROUTING: ['raw', 'conntrack', 'mangle', 'nat'],
  INPUT: ['mangle', 'filter', 'security', 'nat'],
  FORWARD: ['mangle', 'filter', 'security'],
  OUTPUT: ['raw', 'conntrack', 'mangle', 'nat', 'filter', 'security'],
  POSTROUTING: ['mangle', 'nat'],
};

function makeHook(hook: Hook, x: number, y: number): { frame: DiagramHook; nodes: DiagramNode[] } {
  const tables = hookTables[hook];
  const rows = Math.ceil(tables.length / 2);
  const height = chip.title + rows * (chip.height + chip.gap) + chip.padding - chip.gap;
  const nodes = tables.map((table, index): DiagramNode => ({
    id: `${hook} ${table}`,
    kind: table === 'conntrack' ? 'kernel' : 'table',
    x: x + chip.padding + (index % 2) * (chip.width + chip.gap),
    y: y + chip.title + Math.floor(index / 2) * (chip.height + chip.gap),
    width: chip.width,
    height: chip.height,
  }));
  return { frame: { hook, x, y, width: columnWidth, height }, nodes };
}

const left = 16;
const right = 168;

const prerouting = makeHook('PREROUTING', left, 52);
const input = makeHook('INPUT', right, 52);
const forward = makeHook('FORWARD', left, 226);
const output = makeHook('OUTPUT', right, 236);
const postrouting = makeHook('POSTROUTING', left, 390);

function box(id: string, kind: DiagramNode['kind'], x: number, y: number, width = columnWidth): DiagramNode {
  return { id, kind, x, y, width, height: 26 };
}

/** The frames of the five hooks. */
export const diagramHooks: readonly DiagramHook[] = [prerouting, input, forward, output, postrouting].map(
  ({ frame }) => frame,
);

/** Every place a packet can be at. */
export const diagramNodes: readonly DiagramNode[] = [
  box('wire in', 'end', left, 8),
  ...prerouting.nodes,
  box('routing input', 'decision', left + 74, 168, 66),
  box('bridge', 'decision', left, 168, 66),
  ...input.nodes,
  box('process', 'end', right, 152),
  box('routing output', 'decision', right, 194),
  ...forward.nodes,
  ...output.nodes,
  ...postrouting.nodes,
  box('wire out', 'end', left, 466, 66),
  box('loopback', 'decision', left + 74, 466, 66),
];

/** The ways between them. */
export const diagramEdges: readonly DiagramEdge[] = [
  { id: 'wire in>PREROUTING', path: 'M86 34V52' },
  { id: 'PREROUTING>routing input', path: 'M123 128V168' },
  { id: 'PREROUTING>bridge', path: 'M49 128V168' },
  { id: 'wire in>bridge', path: 'M16 21H8V181H16' },
  { id: 'routing input>INPUT', path: 'M156 181H162V92H168' },
  { id: 'routing input>FORWARD', path: 'M123 194V226' },
  { id: 'bridge>FORWARD', path: 'M49 194V226' },
  { id: 'bridge>wire out', path: 'M16 188H8V479H16' },
  { id: 'INPUT>process', path: 'M238 128V152' },
  { id: 'process>routing output', path: 'M238 178V194' },
  { id: 'routing output>OUTPUT', path: 'M238 220V236' },
  { id: 'OUTPUT>POSTROUTING', path: 'M238 338V415H156' },
  { id: 'FORWARD>POSTROUTING', path: 'M86 302V390' },
  { id: 'POSTROUTING>wire out', path: 'M49 440V466' },
  { id: 'POSTROUTING>loopback', path: 'M123 440V466' },
  { id: 'loopback>PREROUTING', path: 'M156 479H314V43H104V52' },
];
