import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseCast } from '../../core/asciicast/parse.ts';
import type { Cast } from '../../core/asciicast/cast.ts';
import { serializeCast } from '../../core/asciicast/serialize.ts';
import { recordingHeader, type RecordingHeader } from '../../schemas/recording.ts';
import { Failure, messageOf } from '../../debian/failure.ts';
import type { LoadedTape } from '../tape/load-tape.ts';
import type { Recording } from './run-tape.ts';

/** A recording as its files hold it. */
export interface StoredRecording {
  cast: Cast<RecordingHeader>;
  captures: Map<string, string>;
}

/** The folder of a tape's recordings on an engine. */
export function recordedFolder({ file }: LoadedTape, engine: string): string {
  return join(dirname(file), '+recorded', engine);
}

/** Files of an act: the cast, and the captures as `<act>.<name>`. */
function filesOf(folder: string, act: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(`${act}.`)) : [];
}

/** Writes a recording in place of the former one, which stays as it was when a file cannot be written. */
export function storeRecording(loaded: LoadedTape, engine: string, { cast, captures }: Recording): void {
  const folder = recordedFolder(loaded, engine);
  mkdirSync(folder, { recursive: true });
  const files = new Map([[`${loaded.act}.cast`, serializeCast(cast)]]);
  for (const [name, text] of captures) files.set(`${loaded.act}.${name}`, text);
  const partOf = (name: string) => join(folder, `.${name}.part`);
  try {
    for (const [name, text] of files) writeFileSync(partOf(name), text);
    for (const name of files.keys()) renameSync(partOf(name), join(folder, name));
  } finally {
    for (const name of files.keys()) rmSync(partOf(name), { recursive: true, force: true });
  }
  for (const name of filesOf(folder, loaded.act)) if (!files.has(name)) rmSync(join(folder, name));
}

/** Reads a stored recording. @throws Failure when there is none, or its cast is not one of ours */
export function readRecording(loaded: LoadedTape, engine: string): StoredRecording {
  const folder = recordedFolder(loaded, engine);
  const file = join(folder, `${loaded.act}.cast`);
  if (!existsSync(file)) {
    throw new Failure(
      `${loaded.chapter}/${loaded.act} has no recording on ${engine}: run \`npm run record -- ${loaded.chapter}/${loaded.act}\``,
    );
  }
  try {
    const cast = parseCast(readFileSync(file, 'utf8'));
    const header = recordingHeader.parse(cast.header);
    const captures = new Map<string, string>();
    for (const name of filesOf(folder, loaded.act)) {
      const part = name.slice(loaded.act.length + 1);
      if (part !== 'cast') captures.set(part, readFileSync(join(folder, name), 'utf8'));
    }
    return { cast: { header, events: cast.events }, captures };
  } catch (error) {
    throw new Failure(`${file}: ${messageOf(error)}`, { cause: error });
  }
}
