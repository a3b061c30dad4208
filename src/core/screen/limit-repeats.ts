/** The part of a terminal's parser that this uses (xterm.js, `IParser`). */
interface ControlParser {
  registerCsiHandler: (id: { final: string }, handler: (params: (number | number[])[]) => boolean) => unknown;
}

/** More than any screen has lines or columns. */
const mostRepeats = 1000;

/**
 * Control functions whose parameter says how often to do something (ECMA-48: REP, SU, SD, IL, DL, CHT, CBT, ICH,
 * DCH, ECH). xterm.js does it that often: a recording with one short sequence, 2³¹ times, would stop a page or a
 * build for good.
 */
const repeating = ['b', 'S', 'T', 'L', 'M', 'I', 'Z', '@', 'P', 'X'];

/** Makes a terminal ignore what a program asks it to repeat more often than makes sense. */
export function limitRepeats(parser: ControlParser): void {
  for (const final of repeating) {
    parser.registerCsiHandler({ final }, ([count]) => typeof count === 'number' && count > mostRepeats);
  }
}
