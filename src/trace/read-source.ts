import { readFileSync } from 'node:fs';
import { InputError } from '../core/netfilter/input-error.ts';
import { RulesetError } from '../core/netfilter/ruleset-error.ts';

/** Bad input, told with its place; the command ends with status 2. */
export class BadInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadInput';
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory' : message;
    throw new BadInput(`${file}: ${problem}`);
  }
}

/** Parses `text`; its errors name the source, the line and the column. */
export function parseSource<Result>(source: string, text: string, parse: (text: string) => Result): Result {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RulesetError || error instanceof InputError)
      throw new BadInput(`${source}:${error.line}:${error.column}: ${error.problem.en}`);
    throw error;
  }
}

/** Reads and parses a file, `-` for standard input. */
export function readSource<Result>(file: string, parse: (text: string) => Result): Result {
  return parseSource(file === '-' ? '<stdin>' : file, readText(file), parse);
}
