import type { Packet } from '../../src/core/netfilter/model/packet.ts';
import type { Outcome, Step, Trace } from '../../src/core/netfilter/model/trace.ts';
import { readFrame, type Carried } from './frame.ts';
import type { Verdicts } from './judge.ts';
import { readTrace, type Report } from './monitor.ts';
import { cableOf, type World } from './world.ts';

/** One way through a trace, from the first step to an outcome. */
export interface Path {
  steps: readonly Step[];
  /** Undecided steps whose rule did not match in this way. */
  passedBy: ReadonlySet<Step>;
  outcome: Outcome;
}

/** Every way through a trace. */
export function pathsOf(trace: Trace, steps: readonly Step[] = [], passedBy = new Set<Step>()): Path[] {
  const all = [...steps, ...trace.steps];
  if (trace.outcome) return [{ steps: all, passedBy, outcome: trace.outcome }];
  const open = all.pop();
  if (!open) return [];
  return trace.branches.flatMap((branch) => {
    const step = { ...open, packet: branch.packet };
    const missed = new Set(passedBy);
    if (!branch.taken) missed.add(step);
    return pathsOf(branch.trace, [...all, step], missed);
  });
}

interface Expected {
  text: string;
  /** Whether the rule matched does not matter to the walk, and only the kernel knows. */
  optional: boolean;
  /** The packet as it came to the table; where it is, as this step has it. */
  before: Packet;
}

/** After DNAT br_netfilter hands a frame back to the bridge only when the neighbour answers ARP; nobody is there to. */
function isUnanswered(world: World, { steps }: Path, step: Step): boolean {
  if (step.kind !== 'bridge' || world.links.some(({ hosts }) => hosts.includes(step.packet.dst)))
    return false;
  return steps.some((other) => 'changes' in other && other.changes.some(({ field }) => field === 'dst'));
}

function expectedOf(world: World, path: Path, start: Packet): Expected[] {
  const { steps, passedBy } = path;
  const expected: Expected[] = [];
  let before = start;
  for (const step of steps) {
    if (isUnanswered(world, path, step)) break;
    if (step.kind === 'policy' || (step.kind === 'rule' && step.result !== 'miss' && !passedBy.has(step))) {
      const verdict = step.verdict === 'REJECT' ? 'DROP' : (step.verdict ?? '');
      const rule = step.kind === 'policy' ? 'policy' : `rule ${step.rule}`;
      const target = step.kind === 'rule' && step.target !== null ? ` ${step.target}` : '';
      expected.push({
        text: `${step.table} ${step.chain} ${rule} ${verdict}${target}`,
        optional: step.kind === 'rule' && step.result === 'undecided' && step.verdict === 'CONTINUE',
        before: { ...before, in: step.packet.in, out: step.packet.out },
      });
    }
    before = step.packet;
  }
  return expected;
}

function reportText({ table, chain, handle, verdict }: Report, numbers: ReadonlyMap<string, number>): string {
  const number = handle === null ? 'policy' : `rule ${numbers.get(`${table} ${chain} ${handle}`)}`;
  return `${table} ${chain} ${number} ${verdict.replace(':', ' ')}`;
}

function compareSeen(report: Report, packet: Packet): string[] {
  const { seen } = report;
  const differences: string[] = [];
  for (const field of ['in', 'out', 'src', 'dst', 'sport', 'dport'] as const) {
    const ours = packet[field];
    // A port that the kernel chose is not known to the engine.
    if ((field === 'sport' || field === 'dport') && (ours === null || seen[field] === null)) continue;
    if (ours !== seen[field])
      differences.push(`in ${report.table} ${report.chain} ${field} is ${seen[field]}, not ${ours}`);
  }
  return differences;
}

function expectedCable(world: World, { kind, packet, via }: Outcome): string | null {
  if (kind !== 'forwarded' && kind !== 'sent' && kind !== 'bridged') return null;
  const owner = world.links.find(({ hosts }) => hosts.includes(via ?? packet.dst));
  return owner ? cableOf(owner.name) : 'unresolved';
}

function compareFrames(world: World, outcome: Outcome, frames: readonly [string, Carried][]): string[] {
  const cable = expectedCable(world, outcome);
  if (cable === 'unresolved') return [];
  if (cable === null) return frames.map(([name]) => `it left by ${name}, and was to be ${outcome.kind}`);
  if (frames.length !== 1) return [`${frames.length} frames left, not one by ${cable} (${outcome.kind})`];
  const [left] = frames;
  if (!left) return [];
  const [name, carried] = left;
  const differences = name === cable ? [] : [`it left by ${name}, not ${cable}`];
  for (const field of ['src', 'dst', 'sport', 'dport', 'ttl', 'tos'] as const) {
    const ours = outcome.packet[field];
    if (ours !== null && carried[field] !== null && ours !== carried[field])
      differences.push(`it left with ${field} ${carried[field]}, not ${ours}`);
  }
  return differences;
}

function comparePath(
  world: World,
  path: Path,
  start: Packet,
  reports: readonly Report[],
  frames: readonly [string, Carried][],
  numbers: ReadonlyMap<string, number>,
): string[] {
  const expected = expectedOf(world, path, start);
  let at = 0;
  for (const { text, optional, before } of expected) {
    const report = reports[at];
    const actual = report ? reportText(report, numbers) : 'nothing more';
    if (report && actual === text) {
      const first = reports[at - 1]?.table !== report.table || reports[at - 1]?.seen !== report.seen;
      const differences = first ? compareSeen(report, before) : [];
      if (differences.length > 0) return differences;
      at++;
    } else if (!optional) return [`the kernel: ${actual}; the engine: ${text}`];
  }
  const more = reports[at];
  if (more) return [`the kernel: ${reportText(more, numbers)}; the engine: nothing more`];
  return compareFrames(world, path.outcome, frames);
}

/** What the comparison needs beside trace and verdicts. */
export interface Comparison {
  world: World;
  trace: Trace;
  start: Packet;
  verdicts: Verdicts;
  numbers: ReadonlyMap<string, number>;
  id: number;
}

/** Compares a trace with what the kernel did: the path that it took, or how it differs from each. */
export function compareWithKernel(comparison: Comparison): { path: Path | null; differences: string[] } {
  const { world, trace, start, verdicts, numbers, id } = comparison;
  const own = readTrace(verdicts.trace).filter(({ seen }) => seen.id === id);
  const reports = own.filter(({ table }) => table !== 'judge');
  const isDelivered = own.some(({ table }) => table === 'judge');
  const frames = verdicts.frames.flatMap(([cable, hex]): [string, Carried][] => {
    const carried = readFrame(hex);
    return carried?.id === id ? [[cable, carried]] : [];
  });
  const all: string[] = [];
  for (const path of pathsOf(trace)) {
    const differences = comparePath(world, path, start, reports, frames, numbers);
    if (differences.length === 0 && isDelivered !== (path.outcome.kind === 'delivered'))
      differences.push(
        `it was ${isDelivered ? '' : 'not '}delivered, and the engine says ${path.outcome.kind}`,
      );
    if (differences.length === 0) return { path, differences };
    all.push(...differences);
  }
  return { path: null, differences: all };
}
