import type { Option } from '../model/ruleset.ts';
import type { Finding } from './finding.ts';
import type { View } from './view.ts';

/** Asks one question about a packet. */
export type Test = (view: View) => Finding;

/** Makes the test of one option; throws ValueError when its value is none. */
export type OptionCompiler = (option: Option, value: string) => Test;

/** Makes the one test of all options of a match. */
export type MatchCompiler = (options: readonly Option[]) => Test;

/** One condition of a rule, ready to be asked. */
export interface Condition {
  test: Test;
  start: number;
  end: number;
}
