import type { Bilingual } from '../bilingual.ts';
import { InputError } from '../input-error.ts';

/** A packet's description lacks a key; its place is the end of the text. */
export class MissingKeyError extends InputError {
  readonly key: string;
  constructor(column: number, key: string, problem: Bilingual) {
    super(1, column, problem);
    this.key = key;
  }
}
