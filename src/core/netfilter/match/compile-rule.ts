import type { Rule } from '../model/ruleset.ts';
import { RulesetError } from '../ruleset-error.ts';
import { compileMatch } from './compile-match.ts';
import type { Condition } from './condition.ts';
import { ValueError } from './value-error.ts';

// Kept under a symbol, which neither JSON nor structured clones carry; a WeakMap of thousands slows every collection.
const compiled = Symbol('conditions');

interface Compiled {
  [compiled]?: readonly Condition[];
}

/** The conditions of a rule in the order in which the kernel asks them; made once. */
export function conditionsOf(rule: Rule & Compiled): readonly Condition[] {
  let conditions = rule[compiled];
  if (!conditions) {
    conditions = rule.matches.flatMap((match) =>
      compileMatch(match, (error, at) => {
        if (error instanceof ValueError)
          throw new RulesetError(rule.line, at.start, error.problem, { cause: error });
        throw error;
      }),
    );
    rule[compiled] = conditions;
  }
  return conditions;
}
