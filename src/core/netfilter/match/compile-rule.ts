import type { Rule } from '../model/ruleset.ts';
import { RulesetError } from '../ruleset-error.ts';
import { compileMatch } from './compile-match.ts';
import type { Condition } from './condition.ts';
import { ValueError } from './value-error.ts';

const compiled = new WeakMap<Rule, readonly Condition[]>();

/** The conditions of a rule in the order in which the kernel asks them; made once. */
export function conditionsOf(rule: Rule): readonly Condition[] {
  let conditions = compiled.get(rule);
  if (!conditions) {
    conditions = rule.matches.flatMap((match) =>
      compileMatch(match, (error, at) => {
        if (error instanceof ValueError) throw new RulesetError(rule.line, at.start, error.message);
        throw error;
      }),
    );
    compiled.set(rule, conditions);
  }
  return conditions;
}
