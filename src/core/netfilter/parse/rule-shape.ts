import type { Chain, Table } from '../model/ruleset.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** Valid in one rule, valid in all: an IPv4 address after an option for addresses, a comment in quotes. */
const varying = new RegExp(
  `(?<=(?:^| )-[sd] | --to-(?:destination|source) )${octet}(?:\\.${octet}){3}(?=[ /:]|$)|(?<= --comment )"[^"\\\\]*"`,
  'g',
);

/** A rule without what varies between the thousands of a big dump. */
export interface RuleShape {
  /** Rules of a table that share it are right or wrong together; null when the rule has to be read. */
  key: string | null;
  /** The chain that `-j` at the rule's end leads to. */
  to: Chain | null;
  /** Where that `-j` stands, from 0. */
  jumpAt: number;
}

/** What a rule has in common with others of its table: found by native code alone, many times as fast as reading it. */
export function shapeOf(rule: string, { chains }: Table): RuleShape {
  const jumpAt = rule.lastIndexOf(' -j ') + 1;
  const chain = jumpAt > 0 ? chains.get(rule.slice(jumpAt + 3)) : undefined;
  const to = chain?.policy === null ? chain : null;
  // A line break stands in no rule.
  const key = (to ? rule.slice(0, jumpAt + 3) : rule).replace(varying, '\n');
  // With other quotes about, what looks like an option may stand inside them.
  return { key: key.includes('"') || to?.name.includes('"') ? null : key, to, jumpAt };
}
