import { relative } from 'node:path';
import { loadTape, type LoadedTape } from './tape/load-tape.ts';
import { messageOf } from '../debian/failure.ts';
import { readRecording } from './run/store.ts';

function stateOf(loaded: LoadedTape, engine: string): string {
  try {
    const { header } = readRecording(loaded, engine).cast;
    const { docker, tapeHash } = header['x-notes'];
    if (tapeHash !== loaded.hash) return `${engine}: stale`;
    return `${engine}: ${docker}, ${new Date(header.timestamp * 1000).toISOString().slice(0, 10)}`;
  } catch {
    return `${engine}: not recorded`;
  }
}

/** Prints each tape with the state of its recordings; a broken tape is listed with what is wrong. */
export function listTapes(files: readonly string[]): void {
  for (const file of files) {
    try {
      const loaded = loadTape(file);
      const states = loaded.tape.engines.map((engine) => stateOf(loaded, engine));
      console.log(`${loaded.chapter}/${loaded.act}  ${loaded.tape.title.zh}\n    ${states.join('\n    ')}`);
    } catch (error) {
      console.log(`${relative(process.cwd(), file)}\n    ${messageOf(error)}`);
      process.exitCode = 1;
    }
  }
}
