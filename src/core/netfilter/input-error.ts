/** What is wrong with a packet or network description and where in it; line and column count from 1. */
export class InputError extends Error {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  constructor(line: number, column: number, problem: string) {
    super(`line ${line}, column ${column}: ${problem}`);
    this.name = 'InputError';
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}
