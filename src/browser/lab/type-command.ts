import { stripAnsi } from '../../core/ansi.ts';
import type { LabClock } from './lab-clock.ts';
import type { LabTerminal } from './lab-terminal.ts';

export interface Typist {
  clock: LabClock;
  /** Milliseconds between two keys; 0 for readers who want no motion, and for tests. */
  keyDelayMs: number;
  signal: AbortSignal;
}

const echoTimeoutS = 20;
const continuationPrompt = /(?:^|\n)> $/;

async function typeLine(
  terminal: LabTerminal,
  line: string,
  { clock, keyDelayMs, signal }: Typist,
): Promise<void> {
  for (const char of line) {
    const from = terminal.end;
    terminal.type(char);
    // A line that is too long is drawn anew, and the character may not be in what is drawn.
    const isMet = () => /\r/.test(terminal.since(from)) || terminal.since(from).includes(char);
    await terminal.waitFor({ what: `echo ${JSON.stringify(char)}`, isMet, timeoutS: echoTimeoutS, signal });
    if (keyDelayMs > 0) await clock.sleep(keyDelayMs);
  }
}

/**
 * Types a command at a prompt and presses Enter; further lines go to the continuation prompt. Each character is seen
 * before the next is typed. Returns where the echo of the last Enter begins.
 */
export async function typeCommand(terminal: LabTerminal, command: string, typist: Typist): Promise<number> {
  const lines = command.split('\n');
  for (const [index, line] of lines.entries()) {
    await typeLine(terminal, line, typist);
    const from = terminal.end;
    terminal.type('\r');
    if (index === lines.length - 1) return from;
    const isMet = () => continuationPrompt.test(stripAnsi(terminal.since(from)));
    await terminal.waitFor({ what: '`> `', isMet, timeoutS: echoTimeoutS, signal: typist.signal });
  }
  return terminal.end;
}
