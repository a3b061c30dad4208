import { readFileSync } from 'node:fs';
import {
  explainAssumption,
  explainOutcome,
  explainStep,
  type Language,
} from '../../core/netfilter/explain/explain.ts';
import { InputError } from '../../core/netfilter/input-error.ts';
import type { PacketSpec } from '../../core/netfilter/model/packet.ts';
import type { Step } from '../../core/netfilter/model/trace.ts';
import { parsePacket, printPacket } from '../../core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../core/netfilter/parse/parse-ruleset.ts';
import { nearest } from '../../core/nearest.ts';
import { askTracer, type Position } from '../../core/tracer/ask-tracer.ts';
import { isKeyStep } from '../../core/tracer/key-steps.ts';
import { loadCapture } from '../transcript/recordings.ts';
import { listScenarios, type Scenario } from './scenarios.ts';

/** What `<Tracer>` asks. */
export interface TracerQuestion {
  chapter: string;
  act: string;
  engine: string | undefined;
  packet: string;
  position: Position;
}

/** A step that decided something, in words. */
export interface SummaryLine {
  /** `PREROUTING nat`; without a table for what the kernel does itself. */
  place: string;
  /** `-A DOCKER …`; null where no rule is. */
  rule: string | null;
  why: string;
  tone: 'good' | 'bad' | 'open' | 'plain';
}

/** A walk in short, as the page shows it without JavaScript. */
export interface WalkSummary {
  scenario: Scenario;
  engine: string;
  packet: string;
  lines: readonly SummaryLine[];
  verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'UNDECIDED';
  /** One end, or one for each branch. */
  ends: readonly string[];
  assumptions: readonly string[];
}

/** The line of a page's file where a `<Tracer>` with this packet stands; null where it cannot be told. */
export function lineOfTracer(source: string, packet: string): number | null {
  const at = source.indexOf(`packet="${packet}"`);
  return at < 0 ? null : source.slice(0, at).split('\n').length;
}

/** Where a `<Tracer>` stands: file and, where it can be told, line. */
export function placeOfTracer(file: string | undefined, packet: string): string {
  if (file === undefined) return '<Tracer>';
  const line = lineOfTracer(readFileSync(file, 'utf8'), packet);
  return line === null ? file : `${file}:${line}`;
}

function findScenario({ chapter, act, engine }: TracerQuestion): { scenario: Scenario; engine: string } {
  const scenarios = listScenarios();
  const scenario = scenarios.find((one) => one.chapter === chapter && one.act === act);
  if (!scenario) {
    const names = scenarios.map((one) => `${one.chapter}/${one.act}`);
    const near = nearest(`${chapter}/${act}`, names).join(', ');
    throw new Error(
      `${chapter}/${act} has no captured rules (\`capture: { rules: iptables-save }\`); nearest: ${near}`,
    );
  }
  const wanted = engine ?? scenario.engines[0] ?? '';
  if (!scenario.engines.includes(wanted))
    throw new Error(
      `${chapter}/${act} has no rules of ${wanted}; it has those of ${scenario.engines.join(', ')}`,
    );
  return { scenario, engine: wanted };
}

function readPacket(text: string): PacketSpec {
  try {
    return parsePacket(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Error(`packet="${text}", column ${error.column}: ${error.problem.en}`, { cause: error });
  }
}

function toneOf(step: Step): SummaryLine['tone'] {
  if (step.kind !== 'rule' && step.kind !== 'policy') return 'plain';
  if (step.result === 'undecided') return 'open';
  return step.verdict === 'DROP' || step.verdict === 'REJECT' ? 'bad' : 'good';
}

function lineOf(step: Step, language: Language): SummaryLine {
  const isRule = step.kind === 'rule' || step.kind === 'policy';
  return {
    place: isRule ? `${step.hook} ${step.table}` : step.hook,
    rule: step.kind === 'rule' ? `-A ${step.chain} ${step.text}` : isRule ? step.text : null,
    why: explainStep(step, language),
    tone: toneOf(step),
  };
}

/**
 * Traces a packet through a recorded ruleset while the site is built.
 * @param place file and line of the `<Tracer>`, for errors
 * @throws Error when there is no such ruleset or packet, with the nearest right answers
 */
export function summarizeWalk(question: TracerQuestion, place: string, language: Language): WalkSummary {
  try {
    const { scenario, engine } = findScenario(question);
    const packet = readPacket(question.packet);
    const ruleset = parseRuleset(loadCapture(question.chapter, question.act, engine, 'rules'));
    const { position } = question;
    const asked = { ruleset, network: null, packet, position, choices: [], laterChoices: [] };
    const { path, position: found } = askTracer(asked);
    if (found !== position)
      throw new Error(`position="${position}": this packet leaves no connection that another could follow`);
    const fork = path.forks[0];
    const steps = fork ? path.steps.slice(0, fork.at + 1) : path.steps;
    const outcomes = fork
      ? fork.branches.flatMap(({ trace }) => (trace.outcome ? [trace.outcome] : []))
      : [path.outcome];
    const verdicts = new Set(outcomes.map(({ verdict }) => verdict));
    return {
      scenario,
      engine,
      packet: printPacket(packet),
      lines: steps.filter(isKeyStep).map((step) => lineOf(step, language)),
      verdict: verdicts.size === 1 ? (outcomes[0]?.verdict ?? 'UNDECIDED') : 'UNDECIDED',
      ends: outcomes.map((outcome) => explainOutcome(outcome, language)),
      assumptions: path.assumptions.map((assumption) => explainAssumption(assumption, language)),
    };
  } catch (error) {
    throw new Error(`${place}: <Tracer act="${question.act}">: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
