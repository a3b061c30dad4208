import type { Chain, Rule, Table } from '../model/ruleset.ts';
import type { Change, Hook, PolicyStep, Reason, RuleStep, Step } from '../model/trace.ts';
import { conditionsOf } from '../match/conditions-of.ts';
import type { Condition } from '../match/condition.ts';
import type { Finding } from '../match/finding.ts';
import { effectOf } from '../target/compile-target.ts';
import type { Effect } from '../target/effect.ts';
import type { WalkState } from './walk-state.ts';

/** How a chain's walk ended: with a verdict of this rule or policy, or by its end. */
export interface ChainEnd {
  verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'RETURN' | 'UNKNOWN';
  by: RuleStep | PolicyStep | null;
  rejectWith: string | null;
}

/** What a walk asks of who drives it. */
export interface Driver {
  state: WalkState;
  steps: Step[];
  /** Whether the undecided step is taken to match. */
  decide(step: RuleStep): boolean;
}

function reasonOf(rule: Rule, { start, end }: Condition, finding: Finding): Reason {
  const { result, field, actual, unknown } = finding;
  const condition = rule.text.slice(start - rule.column, end - rule.column);
  return { result, condition, start, end, field, actual, unknown };
}

interface Judgement {
  result: 'match' | 'miss' | 'undecided';
  reasons: Reason[];
  probability: number | null;
}

const nothing: readonly Change[] = [];

/** Asks a rule's conditions: one that misses settles it, else all that are open count. */
function judge(rule: Rule, state: WalkState): Judgement {
  const open: Reason[] = [];
  let probability: number | null = 1;
  for (const match of rule.matches)
    for (const condition of conditionsOf(match, rule.line)) {
      const finding = condition.test(state);
      if (finding.result === 'miss')
        return { result: 'miss', reasons: [reasonOf(rule, condition, finding)], probability: null };
      if (finding.result === 'undecided') {
        open.push(reasonOf(rule, condition, finding));
        probability =
          finding.probability === null || probability === null ? null : probability * finding.probability;
      }
    }
  return open.length > 0
    ? { result: 'undecided', reasons: open, probability }
    : { result: 'match', reasons: open, probability: null };
}

/** Notes a step; a rule that missed has no effect. */
function record(
  driver: Driver,
  rule: Rule,
  effect: Effect | null,
  judgement: Judgement,
  depth: number,
): RuleStep {
  const step: RuleStep = {
    kind: 'rule',
    hook: driver.state.hook,
    table: rule.table,
    chain: rule.chain,
    rule: rule.number,
    line: rule.line,
    text: rule.text,
    result: judgement.result,
    verdict: effect?.verdict ?? null,
    target: effect?.chain ?? null,
    reasons: judgement.reasons,
    changes: nothing,
    probability: judgement.probability,
    depth,
    packet: driver.state.packet,
  };
  driver.steps.push(step);
  return step;
}

/** A match whose target is in doubt: the step says so, and the driver decides. */
function openTarget(driver: Driver, step: RuleStep, rule: Rule, effect: Effect): boolean {
  const { target } = rule;
  if (!effect.unknown || !target) return true;
  step.result = 'undecided';
  step.reasons = [
    ...step.reasons,
    {
      result: 'undecided',
      condition: rule.text.slice(target.start - rule.column, target.end - rule.column),
      start: target.start,
      end: target.end,
      field: 'target',
      actual: null,
      unknown: effect.unknown,
    },
  ];
  return driver.decide(step);
}

const goOn = 'CONTINUE';

/** Does what a rule that matched says. */
function apply(
  driver: Driver,
  table: Table,
  rule: Rule,
  step: RuleStep,
  effect: Effect,
  depth: number,
): ChainEnd | typeof goOn {
  const { state } = driver;
  if (effect.unknown) {
    // Taken: it lets the packet go on; not taken: it keeps it. A target nobody knows is taken to do nothing.
    const taken = openTarget(driver, step, rule, effect);
    if (effect.verdict === 'CONTINUE')
      return taken ? goOn : { verdict: 'UNKNOWN', by: step, rejectWith: null };
    return { verdict: taken ? 'ACCEPT' : 'DROP', by: step, rejectWith: null };
  }
  if (effect.run) {
    step.changes = effect.run(state);
    step.packet = state.packet;
    if (state.drop) step.verdict = 'DROP';
    if (state.drop) return { verdict: 'DROP', by: step, rejectWith: null };
  }
  switch (effect.verdict) {
    case 'ACCEPT':
    case 'DROP':
    case 'REJECT':
      return { verdict: effect.verdict, by: step, rejectWith: effect.rejectWith ?? null };
    case 'RETURN':
      return { verdict: 'RETURN', by: step, rejectWith: null };
    case 'JUMP':
    case 'GOTO': {
      const chain = table.chains.get(effect.chain ?? '');
      if (!chain) return goOn;
      const end = walkRules(driver, table, chain, depth + 1);
      return end.verdict === 'RETURN' && effect.verdict === 'JUMP' ? goOn : end;
    }
    default:
      return goOn;
  }
}

function walkRules(driver: Driver, table: Table, chain: Chain, depth: number): ChainEnd {
  for (const rule of chain.rules) {
    const judgement = judge(rule, driver.state);
    const effect = judgement.result === 'miss' ? null : effectOf(rule, table);
    const step = record(driver, rule, effect, judgement, depth);
    if (!effect) continue;
    if (judgement.result === 'undecided' && (effect.pure || !driver.decide(step))) continue;
    const end = apply(driver, table, rule, step, effect, depth);
    if (end !== goOn) return end;
  }
  return { verdict: 'RETURN', by: null, rejectWith: null };
}

/** Walks a table's built-in chain for a hook; at its end the policy decides (ip_tables.c ipt_do_table). */
export function walkChain(driver: Driver, table: Table, hook: Hook): ChainEnd {
  const chain = table.chains.get(hook);
  if (!chain) return { verdict: 'ACCEPT', by: null, rejectWith: null };
  const end = walkRules(driver, table, chain, 0);
  if (end.verdict !== 'RETURN') return end;
  const verdict = chain.policy === 'DROP' ? 'DROP' : 'ACCEPT';
  const step: PolicyStep = {
    kind: 'policy',
    hook,
    table: table.name,
    chain: chain.name,
    rule: null,
    line: chain.line,
    text: `-P ${chain.name} ${chain.policy ?? 'ACCEPT'}`,
    result: 'policy',
    verdict,
    packet: driver.state.packet,
  };
  driver.steps.push(step);
  return { verdict, by: step, rejectWith: null };
}
