import { createRedactor } from '../../core/redact.ts';
import { lineText, renderRecording } from '../../core/screen/render.ts';
import type { StoredRecording } from './store.ts';

/**
 * What two recordings of the same tape must agree in, as a text to compare: each command with its exit status
 * and redacted output, then each capture.
 */
export async function transcriptText({ cast, captures }: StoredRecording): Promise<string> {
  const redact = createRedactor();
  const { commands, docker } = cast.header['x-notes'];
  const rendered = await renderRecording(cast);
  const parts = [`docker ${docker}`];
  for (const [index, { id, kind, run, exit, volatile }] of commands.entries()) {
    const output = (rendered.commands[index]?.output ?? []).map(lineText).join('\n');
    const body = volatile ? '(volatile: not compared)' : redact(output).trimEnd();
    parts.push(`## ${id}${kind === 'run' ? '' : ` (${kind})`}, status ${exit ?? '-'}\n$ ${run}\n${body}`);
  }
  for (const [name, text] of [...captures].sort(([a], [b]) => (a < b ? -1 : 1))) {
    parts.push(`## capture ${name}\n${redact(text).trimEnd()}`);
  }
  return `${parts.join('\n\n')}\n`;
}
