import { stripVTControlCharacters, styleText } from 'node:util';
import { Listr } from 'listr2';
import type { EngineName } from '../schemas/engine.ts';
import { ensureEngine } from './engine/build.ts';
import { engineFolder } from './engine/cache.ts';
import { pullImages, type PulledImage } from './engine/pull.ts';
import { Failure, messageOf } from '../debian/failure.ts';
import { requirePrograms, requireSandbox } from '../debian/requirements.ts';
import { runTape, type RunTapeOptions } from './run/run-tape.ts';
import { storeRecording } from './run/store.ts';
import type { LoadedTape } from './tape/load-tape.ts';
import { verifyTape } from './verify-tape.ts';
import { existsSync } from 'node:fs';

export type Verb = 'record' | 'verify';
type Engine = EngineName | 'host';

interface Job {
  tape: LoadedTape;
  engine: Engine;
}

export interface JobOptions {
  engine?: Engine;
  jobs: number;
  rebuild?: boolean;
  /** Take the images from a registry. */
  pull?: boolean;
  /** The registry, instead of Docker Hub. */
  registry?: string;
}

/** Each tape on each of its engines, or on the one asked for when the tape is recorded there. */
export function planJobs(tapes: readonly LoadedTape[], engine?: Engine): Job[] {
  return tapes.flatMap((tape): Job[] => {
    if (engine === 'host') return [{ tape, engine }];
    return tape.tape.engines
      .filter((name) => !engine || name === engine)
      .map((name) => ({ tape, engine: name }));
  });
}

function nothingToRun(tapes: readonly LoadedTape[], engine?: Engine): string {
  const asked = [...new Set(tapes.flatMap(({ tape }) => tape.engines))].join(', ');
  return tapes.length === 0
    ? 'there are no tapes: a tape is a file `content/chapters/<chapter>/<act>.tape.yaml`'
    : `no tape is recorded on ${engine}: ${tapes.length === 1 ? 'this one is' : 'these are'} recorded on ${asked}`;
}

/** Unified diffs in colour: removed red, added green, places cyan. */
function colourDiff(diff: string): string {
  const colourOf = (line: string) =>
    line.startsWith('-')
      ? 'red'
      : line.startsWith('+')
        ? 'green'
        : line.startsWith('@@')
          ? 'cyan'
          : undefined;
  const lines = diff.split('\n').map((line) => {
    const colour = colourOf(line);
    return colour ? styleText(colour, line, { stream: process.stdout }) : line;
  });
  return lines.join('\n');
}

/** Builds the roots that the jobs need. */
async function prepareEngines(jobs: readonly Job[], rebuild: boolean): Promise<void> {
  const names = [...new Set(jobs.map(({ engine }) => engine))].filter(
    (name): name is EngineName => name !== 'host',
  );
  if (names.length === 0) return;
  requireSandbox();
  const missing = names.filter((name) => rebuild || !existsSync(engineFolder(name)));
  if (missing.length === 0) return;
  requirePrograms({ debootstrap: 'debootstrap' });
  const tasks = missing.map((name) => ({
    title: `building ${name}`,
    task: async (_: unknown, task: { output: string }) => {
      await ensureEngine(name, { rebuild, onProgress: (text) => (task.output = text) });
    },
  }));
  await new Listr(tasks, { concurrent: false }).run();
}

async function pull({ pull: wanted, registry, engine }: JobOptions): Promise<PulledImage[]> {
  if (!wanted || engine === 'host') return [];
  const pulled: PulledImage[] = [];
  const task = async (_: unknown, task: { output: string }) => {
    pulled.push(...(await pullImages(registry, (name) => (task.output = name))));
  };
  await new Listr([{ title: 'pulling images', task }]).run();
  return pulled;
}

/** Runs one job; resolves to what went wrong, undefined when nothing did. */
async function runJob(
  verb: Verb,
  { tape, engine }: Job,
  options: RunTapeOptions,
): Promise<string | undefined> {
  const name = `${tape.chapter}/${tape.act} on ${engine}`;
  try {
    if (verb === 'record') {
      storeRecording(tape, engine, await runTape(tape, engine, options));
      return undefined;
    }
    const diff = await verifyTape(tape, engine, options);
    return diff && `${name} differs from its recording:\n${colourDiff(diff)}`;
  } catch (error) {
    return `${name}: ${messageOf(error)}`;
  }
}

/** Runs jobs, `concurrent` side by side, with progress; resolves to what went wrong with which. */
async function runAll(
  verb: Verb,
  jobs: readonly Job[],
  concurrent: number,
  pulled: PulledImage[],
): Promise<Map<Job, string>> {
  const failures = new Map<Job, string>();
  const tasks = jobs.map((job) => ({
    title: `${job.tape.chapter}/${job.tape.act} (${job.engine})`,
    task: async (_: unknown, task: { output: string; title: string }) => {
      const startedMs = performance.now();
      const onCommand = (text: string) => (task.output = stripVTControlCharacters(text));
      const failure = await runJob(verb, job, { onCommand, pulled });
      task.title += ` ${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
      if (failure === undefined) return;
      failures.set(job, failure);
      throw new Error('failed');
    },
  }));
  await new Listr(tasks, { concurrent, exitOnError: false }).run();
  return failures;
}

/**
 * A busy machine can lose a packet's race or a second where nothing of Docker has changed: what failed beside
 * others is run once more alone. A difference that stays is a failure; one that goes away is shown all the same.
 */
async function lookAgain(
  failures: ReadonlyMap<Job, string>,
  pulled: PulledImage[],
): Promise<Map<Job, string>> {
  console.log(`\nOnce more, alone: ${failures.size}`);
  const stayed = await runAll('verify', [...failures.keys()], 1, pulled);
  for (const [job, failure] of failures)
    if (!stayed.has(job)) console.log(`\nOnly at the first look: ${failure}`);
  return stayed;
}

/**
 * Records or verifies tapes, several side by side, and prints how each ended.
 * Resolves to the exit status: 0 when all went well, else 1.
 */
export async function runJobs(
  verb: Verb,
  tapes: readonly LoadedTape[],
  options: JobOptions,
): Promise<number> {
  const jobs = planJobs(tapes, options.engine);
  if (jobs.length === 0) throw new Failure(nothingToRun(tapes, options.engine));
  if (options.engine === 'host') {
    console.error(
      'Warning: --engine host runs the tapes on your own Docker daemon: containers, networks and rules of the tapes are created there and stay when a tape fails.',
    );
  }
  await prepareEngines(jobs, options.rebuild ?? false);
  const pulled = await pull(options);
  let failures = await runAll(verb, jobs, options.jobs, pulled);
  // Nothing ran beside a single job, and the user's own daemon keeps what the first look made.
  if (verb === 'verify' && failures.size > 0 && jobs.length > 1 && options.engine !== 'host')
    failures = await lookAgain(failures, pulled);
  for (const failure of failures.values()) console.log(`\n${failure}`);
  const done = verb === 'record' ? 'recorded' : 'verified';
  console.log(`\n${jobs.length - failures.size} ${done}, ${failures.size} failed`);
  return failures.size > 0 ? 1 : 0;
}
