import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');
/** The program behind `npm run record`. */
export const recorderFile = join(repository, 'src', 'recorder', 'cli.ts');
export const fixtures = join(repository, 'tests', 'fixtures', 'tapes');

export interface Ended {
  status: number | null;
  output: string;
}

/** Starts the recorder in a process group of its own, as a shell does. */
export function startRecorder(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [recorderFile, ...args], {
    cwd: repository,
    detached: true,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  const seen = { output: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (seen.output += text));
  }
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (status) => resolve({ status, output: seen.output })),
  );
  return { child, seen, ended };
}

export function runRecorder(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
  return startRecorder(args, env).ended;
}

/** Sends a signal to the recorder and whatever shares its terminal. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid) process.kill(-child.pid, signal);
}

/** A copy of fixture chapters that a test may record into; call `remove` at the end. */
export function copyChapters(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'chapters-'));
  cpSync(join(fixtures, name), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
