import type { Bilingual } from './bilingual.ts';

/** What is wrong with a dump and where in it; line and column count from 1. */
export class RulesetError extends Error {
  readonly line: number;
  readonly column: number;
  /** The message without its place, in both languages. */
  readonly problem: Bilingual;
  constructor(line: number, column: number, problem: Bilingual, options?: ErrorOptions) {
    super(`line ${line}, column ${column}: ${problem.en}`, options);
    this.name = 'RulesetError';
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}
