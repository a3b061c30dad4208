import type { Packet } from '../core/netfilter/model/packet.ts';
import type { Outcome, PolicyStep, RuleStep, Step, Trace } from '../core/netfilter/model/trace.ts';
import { explainAssumption, explainOutcome } from '../core/netfilter/explain/explain.ts';

interface JsonStep {
  table: string;
  chain: string;
  /** From 1 in its chain; null for the policy. */
  rule: number | null;
  text: string;
  result: 'match' | 'miss' | 'undecided' | 'policy';
  verdict: string | null;
  /** The packet after this step. */
  packet: Partial<Packet>;
  hook: string;
  line: number;
  /** The chain of a JUMP or GOTO. */
  target: string | null;
}

interface JsonTrace {
  steps: JsonStep[];
  verdict: Trace['verdict'];
  packet: Partial<Packet>;
  end?: string;
  branches?: { taken: boolean; probability: number | null; trace: JsonTrace }[];
  assumptions?: string[];
}

/** A packet without what nobody knows. */
function packetJson(packet: Packet): Partial<Packet> {
  return Object.fromEntries(Object.entries(packet).filter(([, value]) => value !== null));
}

function isRule(step: Step): step is RuleStep | PolicyStep {
  return step.kind === 'rule' || step.kind === 'policy';
}

function stepJson(step: RuleStep | PolicyStep): JsonStep {
  const { table, chain, rule, text, result, verdict, packet, hook, line } = step;
  const target = step.kind === 'rule' ? step.target : null;
  return { table, chain, rule, text, result, verdict, packet: packetJson(packet), hook, line, target };
}

function branchJson(trace: Trace): JsonTrace {
  const { verdict, packet, outcome, branches } = trace;
  const end = (how: Outcome) => ({ end: explainOutcome(how, 'en') });
  return {
    steps: trace.steps.filter(isRule).map(stepJson),
    verdict,
    packet: packetJson(packet),
    ...(outcome ? end(outcome) : {}),
    ...(branches.length > 0
      ? {
          branches: branches.map(({ taken, probability, trace: next }) => ({
            taken,
            probability,
            trace: branchJson(next),
          })),
        }
      : {}),
  };
}

/** What `--json` prints: the rules and policies looked at, the verdict, the packet as it leaves. */
export function toJson(trace: Trace): JsonTrace {
  return {
    ...branchJson(trace),
    assumptions: trace.assumptions.map((assumption) => explainAssumption(assumption, 'en')),
  };
}
