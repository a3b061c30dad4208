import type { Chain, Match, Option, Rule, Ruleset, Table } from '../model/ruleset.ts';
import { effectOf } from '../target/compile-target.ts';

/** A rule that no packet reaches, and why. */
export interface UnreachableRule {
  rule: Rule;
  /** `no-jump`: nothing leads to its chain; `after`: a rule before it takes every packet that would match. */
  reason: 'no-jump' | 'after';
  /** The rule before it, for `after`. */
  because: Rule | null;
}

/** Whether a rule ends the chain for each packet that matches: what comes after sees none of them. */
function endsChain(rule: Rule, table: Table): boolean {
  const { verdict, unknown } = effectOf(rule, table);
  if (unknown) return false;
  return (
    verdict === 'ACCEPT' ||
    verdict === 'DROP' ||
    verdict === 'REJECT' ||
    verdict === 'RETURN' ||
    verdict === 'GOTO'
  );
}

function optionKey({ name, negated, values }: Option): string {
  return `${negated ? '! ' : ''}${name} ${values.join(' ')}`;
}

/** Conditions that mean the same for every packet, whenever asked; others (limit, statistic …) may differ each time. */
const lasting = new Set(
  'ip tcp udp udplite sctp icmp icmp6 multiport conntrack state mark connmark iprange addrtype mac length ttl hl tos dscp pkttype owner physdev'.split(
    ' ',
  ),
);

function conditionsOf(matches: readonly Match[]): { keys: Set<string>; areLasting: boolean } {
  const keys = new Set<string>();
  let areLasting = true;
  for (const { extension, options } of matches) {
    if (extension === 'comment') continue;
    if (!lasting.has(extension)) areLasting = false;
    for (const option of options) keys.add(`${extension} ${optionKey(option)}`);
  }
  return { keys, areLasting };
}

/** Targets that change what later rules of the same chain ask; past them equal conditions may differ. */
function changesPacket(rule: Rule, table: Table): boolean {
  const { run, verdict } = effectOf(rule, table);
  return run !== undefined || verdict === 'JUMP';
}

/** Rules that an earlier rule of their chain shuts off: its conditions are all among theirs. */
function shutOff(chain: Chain, table: Table): UnreachableRule[] {
  const found: UnreachableRule[] = [];
  let closers: { rule: Rule; keys: ReadonlySet<string> }[] = [];
  for (const rule of chain.rules) {
    const { keys, areLasting } = conditionsOf(rule.matches);
    const closer = closers.find((earlier) => [...earlier.keys].every((key) => keys.has(key)));
    if (closer) {
      found.push({ rule, reason: 'after', because: closer.rule });
      continue;
    }
    if (changesPacket(rule, table)) closers = closers.filter((earlier) => earlier.keys.size === 0);
    if (areLasting && endsChain(rule, table)) closers.push({ rule, keys });
  }
  return found;
}

/** Chains that a packet can come to: built-in ones, and those that a reachable rule leads to. */
function reachedChains(table: Table, shut: ReadonlySet<Rule>): Set<Chain> {
  const reached = new Set<Chain>();
  const open = [...table.chains.values()].filter(({ policy }) => policy !== null);
  for (let chain = open.pop(); chain; chain = open.pop()) {
    if (reached.has(chain)) continue;
    reached.add(chain);
    for (const rule of chain.rules) {
      const to = rule.target && !shut.has(rule) ? table.chains.get(rule.target.name) : undefined;
      if (to) open.push(to);
    }
  }
  return reached;
}

/**
 * Rules that no packet can reach, as far as the rules alone show it: those of chains that nothing leads to, and those
 * behind a rule of the same chain whose conditions are all among their own.
 */
export function unreachableRules({ tables }: Ruleset): UnreachableRule[] {
  const found: UnreachableRule[] = [];
  for (const table of tables.values()) {
    const behind = [...table.chains.values()].flatMap((chain) => shutOff(chain, table));
    const reached = reachedChains(table, new Set(behind.map(({ rule }) => rule)));
    for (const chain of table.chains.values()) {
      if (reached.has(chain)) found.push(...behind.filter(({ rule }) => rule.chain === chain.name));
      else found.push(...chain.rules.map((rule) => ({ rule, reason: 'no-jump' as const, because: null })));
    }
  }
  return found;
}
