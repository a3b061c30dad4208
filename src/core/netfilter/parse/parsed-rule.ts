import type { Counters, Match, Rule, Target } from '../model/ruleset.ts';
import { parseRule, type RuleBody } from './parse-rule.ts';
import { tokenize } from './tokenize.ts';

/** Where a rule stands and what it says, as the dump has it. */
export type RuleSource = Omit<Rule, 'matches' | 'target'>;

/** A rule that keeps its text, and reads it again when somebody asks: of a big dump a walk looks at few. */
export class ParsedRule implements Rule {
  readonly table: string;
  readonly chain: string;
  readonly number: number;
  readonly line: number;
  readonly text: string;
  readonly column: number;
  readonly counters: Counters | null;
  private body: RuleBody | null = null;

  constructor({ table, chain, number, line, text, column, counters }: RuleSource) {
    this.table = table;
    this.chain = chain;
    this.number = number;
    this.line = line;
    this.text = text;
    this.column = column;
    this.counters = counters;
  }

  private read(): RuleBody {
    this.body ??= parseRule(tokenize(this.text, this.line, 0, this.column - 1), this.line, 0);
    return this.body;
  }

  get matches(): readonly Match[] {
    return this.read().matches;
  }

  get target(): Target | null {
    return this.read().target;
  }
}
