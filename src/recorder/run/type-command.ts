import { stripAnsi } from '../../core/ansi.ts';
import type { Terminal } from '../shell/terminal.ts';
import { typingRhythm } from './clock.ts';
import type { Stage } from './stage.ts';

const echoTimeoutS = 10;
const continuationPrompt = /(?:^|\n)> $/;

async function typeLine(stage: Stage, terminal: Terminal, line: string): Promise<void> {
  for (const [char, delayS] of typingRhythm(line)) {
    const from = terminal.text.length;
    stage.clock.advance(delayS);
    terminal.write(char);
    // Each character is seen before the next is typed; a wrapped line echoes more than the character.
    await terminal.waitFor(
      `the echo of ${JSON.stringify(char)}`,
      () => terminal.text.includes(char, from),
      echoTimeoutS,
      from,
    );
  }
}

/**
 * Types a command at the front terminal's prompt and presses Enter; further lines go to the continuation
 * prompt. Returns where in the terminal's text the echo of the last Enter begins.
 */
export async function typeCommand(stage: Stage, terminal: Terminal, command: string): Promise<number> {
  const lines = command.split('\n');
  for (const [index, line] of lines.entries()) {
    await typeLine(stage, terminal, line);
    stage.clock.advance(0.2);
    const from = terminal.text.length;
    if (index === lines.length - 1) {
      stage.expectEcho();
      stage.clock.run();
      terminal.write('\r');
      return from;
    }
    terminal.write('\r');
    // busybox asks where the cursor is behind its prompt.
    const seen = () => continuationPrompt.test(stripAnsi(terminal.text.slice(from)));
    await terminal.waitFor('the continuation prompt `> `', seen, echoTimeoutS, from);
  }
  return terminal.text.length;
}
