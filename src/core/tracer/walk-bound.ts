import type { Ruleset, Table } from '../netfilter/model/ruleset.ts';

/** Walks that may look at more rules than this are not started: no page could show them. */
export const mostRulesLookedAt = 100_000;

function boundOf(table: Table, name: string, known: Map<string, number>): number {
  const found = known.get(name);
  if (found !== undefined) return found;
  // A loop of jumps is refused by the parser; should one come, it must not recurse for ever.
  known.set(name, 0);
  let sum = 1;
  for (const { target } of table.chains.get(name)?.rules ?? [])
    sum += 1 + (target && table.chains.has(target.name) ? boundOf(table, target.name, known) : 0);
  known.set(name, sum);
  return sum;
}

/**
 * The most rules that one packet can be held against in one table: a chain that jumps to the next twice doubles it, so
 * a short dump can ask for more than the age of the universe.
 */
export function boundWalk({ tables }: Ruleset): number {
  let most = 0;
  for (const table of tables.values()) {
    const known = new Map<string, number>();
    for (const { name, policy } of table.chains.values())
      if (policy !== null) most = Math.max(most, boundOf(table, name, known));
  }
  return most;
}
