import { Failure } from '../debian/failure.ts';

/**
 * `cmp eax, 0x110000`, the end of the loop with which go-runewidth 0.0.27 (`initStrictWidthLUT`) fills a table of
 * the width of every character whenever docker's command line starts. Here that takes seconds, nine tenths of
 * `docker ps`, and only the tables of `docker trust` read it.
 */
const whole = Buffer.from('3d00001100', 'hex');

/** The same with 0x300: the table holds Latin letters. */
const latin = Buffer.from('3d00030000', 'hex');

/** What the docker machine's command line is made from, for its reader. */
export const cliOrigin =
  'Debian’s docker-cli with one constant changed: when it starts, it fills a table of character widths up to U+0300 only';

/** The command line with the shorter table. @throws Failure when it does not hold the loop exactly once */
export function shortenWidthTable(program: Buffer): Buffer {
  const at = program.indexOf(whole);
  if (at < 0 || program.indexOf(whole, at + 1) >= 0)
    throw new Failure(
      'docker-cli no longer holds the loop over a table of character widths exactly once: see src/lab/width-table.ts; ' +
        'a release without the loop needs no change',
    );
  const changed = Buffer.from(program);
  latin.copy(changed, at);
  return changed;
}
