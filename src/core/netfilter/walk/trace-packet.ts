import type { Connection } from '../model/connection.ts';
import type { Network } from '../model/network.ts';
import type { PacketSpec } from '../model/packet.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Assumption, Branch, Outcome, Step, Trace } from '../model/trace.ts';
import { inferNetwork } from '../infer-network.ts';
import { Routing } from './routing.ts';
import { startPacket } from './start-packet.ts';
import { OpenQuestion, Walk, type Start } from './walk.ts';

/** What to trace. */
export interface TraceInput {
  ruleset: Ruleset;
  packet: PacketSpec;
  /** Deduced from the ruleset when it is missing (`inferNetwork`); the trace then says what it assumed. */
  network?: Network;
  /** The conntrack entry that an earlier packet left (`Outcome.connection`). */
  connection?: Connection | null;
}

/** How many ends a walk may have before the less likely branches are left out. */
const mostEnds = 64;

class Tracer {
  private readonly start: Start;
  private readonly assumptions: readonly Assumption[];
  private ends = 0;

  constructor(start: Start, assumptions: readonly Assumption[]) {
    this.start = start;
    this.assumptions = assumptions;
  }

  /** The walk after these decisions, without the steps before `from`; `last` is the step before them. */
  trace(decisions: readonly boolean[], from: number): { trace: Trace; last: Step | undefined } {
    const walk = new Walk(this.start, decisions);
    const trace = this.finish(walk, decisions, from);
    return { trace, last: walk.steps[from - 1] };
  }

  private finish(walk: Walk, decisions: readonly boolean[], from: number): Trace {
    try {
      const outcome = walk.run();
      this.ends++;
      return {
        steps: walk.steps.slice(from),
        outcome,
        branches: [],
        verdict: outcome.verdict,
        packet: outcome.packet,
        assumptions: [...this.assumptions, ...walk.state.assumptions],
      };
    } catch (error) {
      if (!(error instanceof OpenQuestion)) throw error;
      return this.fork(decisions, from, walk, error.step.probability);
    }
  }

  private fork(decisions: readonly boolean[], from: number, walk: Walk, probability: number | null): Trace {
    const steps = walk.steps.slice(from);
    const { packet } = walk.state;
    const assumptions = [...this.assumptions, ...walk.state.assumptions];
    if (this.ends + 2 > mostEnds) {
      this.ends++;
      assumptions.push({ kind: 'branches', value: String(mostEnds) });
      const outcome: Outcome = {
        kind: 'unknown',
        verdict: 'UNDECIDED',
        packet,
        by: null,
        reason: 'not-followed',
        rejectWith: null,
        via: null,
        connection: null,
        direction: walk.state.direction,
      };
      return { steps, outcome, branches: [], verdict: 'UNDECIDED', packet, assumptions };
    }
    const chanceOf = (taken: boolean) =>
      probability === null ? null : taken ? probability : 1 - probability;
    const branches = [true, false].map((taken): Branch => {
      const { trace, last } = this.trace([...decisions, taken], walk.steps.length);
      // What the rule would change shows in the walk where it is taken.
      if (taken && last?.kind === 'rule') steps.splice(-1, 1, { ...last, packet });
      return { taken, probability: chanceOf(taken), packet: last?.packet ?? packet, trace };
    });
    const verdicts = new Set(branches.map(({ trace }) => trace.verdict));
    const [verdict = 'UNDECIDED'] = verdicts;
    for (const { trace } of branches)
      for (const assumption of trace.assumptions)
        if (!assumptions.some(({ kind, value }) => kind === assumption.kind && value === assumption.value))
          assumptions.push(assumption);
    return {
      steps,
      outcome: null,
      branches,
      verdict: verdicts.size === 1 ? verdict : 'UNDECIDED',
      packet: agreedPacket(branches) ?? packet,
      assumptions,
    };
  }
}

/** The packet that every branch ends with, if they agree. */
function agreedPacket(branches: readonly Branch[]): Trace['packet'] | null {
  const [first, ...others] = branches.map(({ trace }) => trace.packet);
  const same = others.every((packet) => JSON.stringify(packet) === JSON.stringify(first));
  return same && first ? first : null;
}

/**
 * Walks a packet through a ruleset as the Linux kernel does: hooks and tables in their order, conntrack, NAT, routing.
 * What only the world outside can tell (rates, chance, sets, time, unknown extensions) is never guessed: the trace
 * then goes on in two branches.
 */
export function tracePacket({ ruleset, packet: spec, network, connection = null }: TraceInput): Trace {
  const world = network ?? inferNetwork(ruleset, spec);
  const routing = new Routing(world, spec.family);
  const { packet, assumptions } = startPacket(spec, routing);
  const start = { ruleset, routing, spec, packet, connection };
  return new Tracer(start, [...world.assumptions, ...assumptions]).trace([], 0).trace;
}
