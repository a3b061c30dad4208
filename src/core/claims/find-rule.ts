import { nearest } from '../nearest.ts';
import { parseRuleset } from '../netfilter/parse/parse-ruleset.ts';

/** A rule and its place: `number` counts from 1 in its chain, as `iptables -L --line-numbers` does. */
export interface FoundRule {
  number: number;
  text: string;
}

/**
 * The one rule of a chain that a pattern matches.
 * @param place the tag that asks, for messages
 * @throws Error with the nearest tables, chains or rules when there is none, and with all when there are several
 */
export function findRule(
  dump: string,
  table: string,
  chain: string,
  match: string,
  place: string,
): FoundRule {
  const { tables } = parseRuleset(dump);
  const chains = tables.get(table)?.chains;
  if (!chains)
    throw new Error(`${place}: there is no table ${table}; there are: ${[...tables.keys()].join(', ')}`);
  const rules = chains.get(chain)?.rules;
  if (!rules)
    throw new Error(
      `${place}: there is no chain ${chain}; nearest: ${nearest(chain, chains.keys()).join(', ')}`,
    );
  const pattern = new RegExp(match);
  const found = rules.flatMap(({ text }, index) => (pattern.test(text) ? [{ number: index + 1, text }] : []));
  const [only] = found;
  if (only && found.length === 1) return only;
  const texts = only
    ? found.map(({ text }) => text)
    : nearest(
        match,
        rules.map(({ text }) => text),
      );
  const problem = only ? `${found.length} rules of ${chain} match` : `no rule of ${chain} matches; nearest`;
  throw new Error(
    `${place}: ${problem}:\n${texts.map((text) => `  ${text}`).join('\n') || '  (the chain is empty)'}`,
  );
}
