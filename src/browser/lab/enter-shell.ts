import { stripAnsi } from '../../core/ansi.ts';
import {
  hasPrompt,
  integrationCommand,
  lastPrompt,
  plainPrompt,
  statusAtPrompt,
} from '../../core/shell-marks.ts';
import { LabFailure } from './failure.ts';
import type { LabTerminal } from './lab-terminal.ts';

const integrationTimeoutS = 20;

/**
 * Waits for the prompt of a shell that a command opened and gives that shell the marks, unseen; a bash on a host has
 * them already. @throws LabFailure when the command ends before a prompt comes
 */
export async function enterShell(
  terminal: LabTerminal,
  from: number,
  timeoutS: number,
  signal: AbortSignal,
): Promise<void> {
  const text = () => terminal.since(from);
  const plain = () => plainPrompt.exec(stripAnsi(text()))?.[1];
  await terminal.waitFor({
    what: 'the prompt of the shell it opens',
    isMet: () => hasPrompt(text()) || plain() !== undefined,
    ...{ timeoutS, signal },
  });
  if (statusAtPrompt(text()) !== undefined) throw new LabFailure('ended-early', terminal.lastSeen(from));
  if (hasPrompt(text())) return;
  const restore = terminal.divert();
  const start = terminal.end;
  terminal.type(`${integrationCommand(plain() ?? '')}\r`);
  try {
    const isMet = () => hasPrompt(terminal.since(start));
    await terminal.waitFor({ what: 'a marked prompt', isMet, timeoutS: integrationTimeoutS, signal });
  } finally {
    restore();
  }
  terminal.draw(`\r\x1b[K${lastPrompt(terminal.since(start))}`);
}
