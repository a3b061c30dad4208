import type { Bilingual } from '../bilingual.ts';

/** A value that an option does not take; the parser adds the place. */
export class ValueError extends Error {
  readonly problem: Bilingual;
  constructor(problem: Bilingual) {
    super(problem.en);
    this.name = 'ValueError';
    this.problem = problem;
  }
}
