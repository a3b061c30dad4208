/** What is wrong with a dump and where in it; line and column count from 1. */
export class RulesetError extends Error {
  readonly line: number;
  readonly column: number;
  /** The message without its place. */
  readonly problem: string;
  constructor(line: number, column: number, problem: string) {
    super(`line ${line}, column ${column}: ${problem}`);
    this.name = 'RulesetError';
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}
