import type { Network } from '../netfilter/model/network.ts';
import type { PacketSpec } from '../netfilter/model/packet.ts';
import type { Ruleset } from '../netfilter/model/ruleset.ts';
import { followUps } from '../netfilter/walk/follow-ups.ts';
import { tracePacket } from '../netfilter/walk/trace-packet.ts';
import type { Trace } from '../netfilter/model/trace.ts';
import { followPath, type WalkPath } from './walk-path.ts';

/** Which packet of a connection is looked at: its first, the answer to it, or the next one of the same sender. */
export type Position = 'first' | 'reply' | 'later';

/** What is asked: a packet, where, and how to go on where the ruleset alone does not say. */
export interface Question {
  ruleset: Ruleset;
  /** Null when nobody gave addresses and routes: they are then deduced from the rules. */
  network: Network | null;
  packet: PacketSpec;
  position: Position;
  /** At each undecided rule in turn whether it matches; for the first packet, and for the one that follows it. */
  choices: readonly boolean[];
  laterChoices: readonly boolean[];
}

/** A walk, and which packets of its connection can be looked at. */
export interface Answer {
  packet: PacketSpec;
  position: Position;
  path: WalkPath;
  /** What all its branches together end with. */
  verdict: Trace['verdict'];
  positions: readonly Position[];
}

/** Traces a packet, or one that follows it on its connection; the first one where none follows. */
export function askTracer(question: Question): Answer {
  const { ruleset, packet, position, choices, laterChoices } = question;
  const network = question.network ? { network: question.network } : {};
  const firstTrace = tracePacket({ ruleset, packet, ...network });
  const first = followPath(firstTrace, choices);
  const next = followUps(packet, first.outcome);
  const positions: Position[] = ['first', ...next.map(({ kind }) => kind)];
  const wanted = next.find(({ kind }) => kind === position);
  if (!wanted) return { packet, position: 'first', path: first, verdict: firstTrace.verdict, positions };
  const trace = tracePacket({ ruleset, packet: wanted.packet, connection: wanted.connection, ...network });
  const path = followPath(trace, laterChoices);
  return { packet: wanted.packet, position, path, verdict: trace.verdict, positions };
}
