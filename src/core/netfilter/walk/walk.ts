import type { Connection } from '../model/connection.ts';
import type { Packet, PacketSpec } from '../model/packet.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { KernelDrop, Outcome, RoutingStep, RuleStep, Step } from '../model/trace.ts';
import type { ChainEnd, Driver } from './chain-walk.ts';
import { walkInput } from './input-path.ts';
import { walkOutput } from './output-path.ts';
import type { Routing } from './routing.ts';
import { WalkState } from './walk-state.ts';

/** What a walk starts from. */
export interface Start {
  ruleset: Ruleset;
  routing: Routing;
  spec: PacketSpec;
  packet: Packet;
  connection: Connection | null;
}

/** A walk came to an undecided rule that nobody has answered yet. */
export class OpenQuestion extends Error {
  readonly step: RuleStep;
  constructor(step: RuleStep) {
    super('an undecided rule');
    this.step = step;
  }
}

/** One packet's way through the kernel, the undecided rules answered in order by `decisions`. */
export class Walk implements Driver {
  readonly start: Start;
  readonly state: WalkState;
  readonly steps: Step[] = [];
  /** The next hop that routing gave. */
  via: string | null = null;
  private readonly decisions: readonly boolean[];
  private decided = 0;

  constructor(start: Start, decisions: readonly boolean[]) {
    this.start = start;
    this.decisions = decisions;
    this.state = new WalkState(start.packet, start.routing);
  }

  /** @throws OpenQuestion when nobody has answered this one */
  decide(step: RuleStep): boolean {
    const answer = this.decisions[this.decided++];
    if (answer === undefined) throw new OpenQuestion(step);
    return answer;
  }

  /** @throws OpenQuestion at an undecided rule beyond `decisions` */
  run(): Outcome {
    return this.start.packet.in === null ? walkOutput(this) : walkInput(this);
  }

  /** The packet is at another interface now. */
  move(to: Partial<Pick<Packet, 'in' | 'out' | 'physin' | 'physout'>>): void {
    this.state.packet = { ...this.state.packet, ...to };
  }

  /** Notes what routing decided. */
  recordRouting(decision: RoutingStep['decision'], out = this.state.packet.out, again = false): void {
    const { hook, packet } = this.state;
    this.steps.push({ kind: 'routing', hook, packet, decision, again, out, via: this.via });
  }

  /** The walk ends so; `by` the kernel's own reason or by a rule or policy. */
  end(kind: Outcome['kind'], reason: KernelDrop | null = null, by: ChainEnd | null = null): Outcome {
    const { state } = this;
    const passes = kind === 'delivered' || kind === 'forwarded' || kind === 'sent' || kind === 'bridged';
    const verdicts = { dropped: 'DROP', rejected: 'REJECT', unknown: 'UNDECIDED' } as const;
    const decider = by?.by;
    return {
      kind,
      verdict: passes ? 'ACCEPT' : verdicts[kind],
      packet: state.packet,
      by: decider
        ? { table: decider.table, chain: decider.chain, rule: decider.rule, line: decider.line }
        : null,
      reason,
      rejectWith: by?.rejectWith ?? null,
      via: passes ? this.via : null,
      // An entry is kept only once its first packet has passed every hook (nf_conntrack_confirm).
      connection: passes || state.confirmed ? state.connection : null,
      direction: state.direction,
    };
  }
}
