/** A rule as `iptables-save` prints it. */
export interface Rule {
  /** What follows the chain's name: `-i docker0 -j RETURN`. */
  text: string;
  /** Line in the dump, from 1. */
  line: number;
}

/** A chain; `policy` is null for a user-defined one. */
export interface Chain {
  name: string;
  policy: string | null;
  rules: Rule[];
}

export interface Table {
  name: string;
  chains: Map<string, Chain>;
}

/** Tables by name, in the order of the dump. */
export type Ruleset = Map<string, Table>;

/** What is wrong with a dump and on which line of it (1-based). */
export class RulesetError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'RulesetError';
    this.line = line;
  }
}

function parseChain(text: string, line: number): Chain {
  const match = /^:(\S+) (\S+)/.exec(text);
  if (!match) throw new RulesetError(line, 'a chain is `:NAME POLICY [packets:bytes]`');
  const [, name = '', policy = ''] = match;
  return { name, policy: policy === '-' ? null : policy, rules: [] };
}

/**
 * Reads the output of `iptables-save` (iptables-save(8)): tables, chains with their policies, rules in order.
 * @throws RulesetError with the line
 */
export function parseRuleset(dump: string): Ruleset {
  const ruleset: Ruleset = new Map();
  let table: Table | undefined;
  for (const [index, raw] of dump.split('\n').entries()) {
    const line = index + 1;
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (text.startsWith('*')) {
      table = { name: text.slice(1), chains: new Map() };
      ruleset.set(table.name, table);
      continue;
    }
    if (!table) throw new RulesetError(line, 'a table, `*filter`, must come first');
    if (text === 'COMMIT') table = undefined;
    else if (text.startsWith(':')) {
      const chain = parseChain(text, line);
      table.chains.set(chain.name, chain);
    } else {
      const match = /^(?:\[\d+:\d+\] )?-A (\S+) ?(.*)$/.exec(text);
      if (!match) throw new RulesetError(line, `neither a chain, a rule nor COMMIT: ${text}`);
      const [, name = '', rule = ''] = match;
      const chain = table.chains.get(name);
      if (!chain) throw new RulesetError(line, `the chain ${name} is not declared in table ${table.name}`);
      chain.rules.push({ text: rule, line });
    }
  }
  return ruleset;
}
