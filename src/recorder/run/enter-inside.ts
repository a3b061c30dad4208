import { stripAnsi } from '../../core/ansi.ts';
import { Failure } from '../../debian/failure.ts';
import {
  hasPrompt,
  integrationCommand,
  lastPrompt,
  plainPrompt,
  statusAtPrompt,
} from '../../core/shell-marks.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { Stage } from './stage.ts';

const integrationTimeoutS = 10;

/**
 * Waits for the prompt of the shell that a command opened, and gives that shell the marks, off camera: the
 * viewer sees the shell's own prompt once, as it would stand there anyway. A bash on a host has them already.
 * @throws Failure when the command ends before a prompt comes
 */
export async function enterInside(
  stage: Stage,
  terminal: Terminal,
  from: number,
  timeoutS: number,
): Promise<void> {
  const prompt = () => plainPrompt.exec(stripAnsi(terminal.text.slice(from)))?.[1];
  const isOver = () => statusAtPrompt(terminal.text.slice(from)) !== undefined;
  const isMarked = () => hasPrompt(terminal.text.slice(from));
  await terminal.waitFor(
    'the prompt of the shell it opens',
    () => isMarked() || prompt() !== undefined,
    timeoutS,
    from,
  );
  if (isOver()) {
    throw new Failure(
      `it ended with status ${statusAtPrompt(terminal.text.slice(from))} before a prompt came; last seen:\n${terminal.lastSeen(from)}`,
    );
  }
  stage.clock.hold();
  stage.idle = true;
  if (isMarked()) return;
  const shown = prompt() ?? '';
  // The prompt that stands there is wiped and printed again with its marks.
  const restore = stage.divert(() => {});
  const start = terminal.text.length;
  terminal.write(`${integrationCommand(shown)}\r`);
  try {
    await terminal.waitFor(
      `a marked prompt after ${JSON.stringify(shown)}`,
      () => hasPrompt(terminal.text.slice(start)),
      integrationTimeoutS,
      start,
    );
  } finally {
    restore();
  }
  stage.emit(`\r\x1b[K${lastPrompt(terminal.text)}`);
}
