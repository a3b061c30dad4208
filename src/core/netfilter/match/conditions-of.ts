import type { Match } from '../model/ruleset.ts';
import { RulesetError } from '../ruleset-error.ts';
import { compileMatch } from './compile-match.ts';
import type { Condition } from './condition.ts';
import { ValueError } from './value-error.ts';

// Kept under a symbol, which neither JSON nor structured clones carry; a WeakMap of thousands slows every collection.
const compiled = Symbol('conditions');

interface Compiled {
  [compiled]?: readonly Condition[];
}

/** The conditions of a match in the order in which the kernel asks them; made once, and not before they are asked. */
export function conditionsOf(match: Match & Compiled, line: number): readonly Condition[] {
  return (match[compiled] ??= compileMatch(match, (error, { start }) => {
    if (error instanceof ValueError) throw new RulesetError(line, start, error.problem, { cause: error });
    throw error;
  }));
}
