import headless from '@xterm/headless';
import type { Cast } from '../asciicast/cast.ts';
import { limitRepeats } from './limit-repeats.ts';
import type { Line } from './line.ts';
import { readLines, trimBlankLines, type Position } from './read-lines.ts';

export { lineText, type Colour, type Line, type Run, type Style } from './line.ts';

/** What a command of a recording looks like on the terminal. */
export interface RenderedCommand {
  /** The prompt it was typed at; no runs for a command that is seen again (`resume`). */
  prompt: Line;
  /** The typed lines; the second and later ones begin with the continuation prompt. */
  input: Line[];
  /** Everything it printed, without trailing blank lines. */
  output: Line[];
}

export interface RenderedRecording {
  /** The n-th belongs to the n-th marker of the cast. */
  commands: RenderedCommand[];
}

/** OSC numbers: 133 are the shell's marks; the other one carries the cast's markers through the terminal. */
const shellMarks = 133;
const castMarker = 7133;
/** Lines kept above the screen. Xterm.js makes room for all of them at once, so most recordings get few. */
const fewLines = 2_000;
const mostLines = 200_000;

interface Mark extends Position {
  /** `A` prompt, `B` input, `C` output, `D` end, `M` the cast's marker. */
  kind: string;
}

interface Played {
  terminal: headless.Terminal;
  marks: Mark[];
  end: Position;
}

/** Plays a recording. What scrolled out of the lines kept is lost, so when they are full it is played again with most. */
async function layOut(cast: Cast, scrollback = fewLines): Promise<Played> {
  const { header, events } = cast;
  const terminal = new headless.Terminal({
    cols: header.width,
    rows: header.height,
    scrollback,
    allowProposedApi: true,
  });
  limitRepeats(terminal.parser);
  const marks: Mark[] = [];
  const note = (kind: string): boolean => {
    const { baseY, cursorY, cursorX } = terminal.buffer.active;
    marks.push({ kind, y: baseY + cursorY, x: cursorX });
    return true;
  };
  terminal.parser.registerOscHandler(shellMarks, (data) => note(data.slice(0, 1)));
  terminal.parser.registerOscHandler(castMarker, () => note('M'));
  const stream = events.map(({ code, data }) =>
    code === 'o' ? data : code === 'm' ? `\x1b]${castMarker};\x07` : '',
  );
  await new Promise<void>((resolve) => terminal.write(stream.join(''), resolve));
  const { baseY, cursorY, cursorX } = terminal.buffer.active;
  if (baseY >= scrollback && scrollback < mostLines) {
    terminal.dispose();
    return layOut(cast, mostLines);
  }
  return { terminal, marks, end: { y: baseY + cursorY, x: cursorX } };
}

/**
 * Plays a recording of ours on a terminal without a screen and reads off each command: its prompt, its input
 * and its output as styled lines. Places come from the shell's marks (OSC 133), never from guessing at prompts.
 */
export async function renderRecording(cast: Cast): Promise<RenderedRecording> {
  const { terminal, marks, end } = await layOut(cast);
  const buffer = terminal.buffer.active;
  const starts = marks.flatMap(({ kind }, index) => (kind === 'M' ? [index] : []));
  const commands = starts.map((start, number): RenderedCommand => {
    const own = marks.slice(start + 1, starts[number + 1]);
    const input = marks[start] ?? end;
    const output = own.find(({ kind }) => kind === 'C');
    const next = (output ? own.slice(own.indexOf(output)) : own).find(({ kind }) => kind === 'A') ?? end;
    // Without an output mark nothing was typed: the prompt that stood there was wiped and output goes on.
    if (!output)
      return { prompt: [], input: [], output: trimBlankLines(readLines(buffer, { y: input.y, x: 0 }, next)) };
    const prompt = marks.slice(0, start).findLast(({ kind }) => kind === 'A') ?? input;
    return {
      prompt: readPrompt(buffer, prompt, input),
      input: readLines(buffer, input, output),
      output: trimBlankLines(readLines(buffer, output, next)),
    };
  });
  terminal.dispose();
  return { commands };
}

function readPrompt(buffer: Parameters<typeof readLines>[0], from: Position, to: Position): Line {
  return readLines(buffer, from, to)[0] ?? [];
}
