import { createTwoFilesPatch } from 'diff';
import type { EngineName } from '../schemas/engine.ts';
import { Failure } from '../debian/failure.ts';
import { runTape, type RunTapeOptions } from './run/run-tape.ts';
import { readRecording } from './run/store.ts';
import { transcriptText } from './run/transcript-text.ts';
import type { LoadedTape } from './tape/load-tape.ts';

/**
 * Runs a tape again and compares it with its recording. Resolves to undefined when they agree, else to a
 * unified diff (`-` recorded, `+` now).
 * @throws Failure when there is no recording, it is stale, or the tape does not run any more
 */
export async function verifyTape(
  loaded: LoadedTape,
  engine: EngineName | 'host',
  options: RunTapeOptions = {},
): Promise<string | undefined> {
  const stored = readRecording(loaded, engine);
  if (stored.cast.header['x-notes'].tapeHash !== loaded.hash) {
    throw new Failure(
      `the recording is stale, its tape has changed since: run \`npm run record -- ${loaded.chapter}/${loaded.act}\``,
    );
  }
  const recorded = await transcriptText(stored);
  const now = await transcriptText(await runTape(loaded, engine, options));
  if (recorded === now) return undefined;
  return createTwoFilesPatch('recorded', 'now', recorded, now, '', '', { context: 3 });
}
