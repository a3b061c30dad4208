import { stripVTControlCharacters, styleText } from 'node:util';
import { Listr } from 'listr2';
import type { EngineName } from '../schemas/engine.ts';
import { ensureEngine } from './engine/build.ts';
import { engineFolder } from './engine/cache.ts';
import { pullImages, type PulledImage } from './engine/pull.ts';
import { Failure, messageOf } from './failure.ts';
import { requirePrograms, requireSandbox } from './requirements.ts';
import { runTape } from './run/run-tape.ts';
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
  const failures: string[] = [];
  const runOne = async ({ tape, engine }: Job, say: (text: string) => void) => {
    const name = `${tape.chapter}/${tape.act} on ${engine}`;
    try {
      if (verb === 'record') {
        storeRecording(tape, engine, await runTape(tape, engine, { onCommand: say, pulled }));
        return;
      }
      const diff = await verifyTape(tape, engine, { onCommand: say, pulled });
      if (diff === undefined) return;
      failures.push(`${name} differs from its recording:\n${colourDiff(diff)}`);
    } catch (error) {
      failures.push(`${name}: ${messageOf(error)}`);
    }
    throw new Error(name);
  };
  const tasks = jobs.map((job) => ({
    title: `${job.tape.chapter}/${job.tape.act} (${job.engine})`,
    task: async (_: unknown, task: { output: string; title: string }) => {
      const startedMs = performance.now();
      await runOne(job, (text) => (task.output = stripVTControlCharacters(text)));
      task.title += ` ${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
    },
  }));
  await new Listr(tasks, { concurrent: options.jobs, exitOnError: false }).run();
  for (const failure of failures) console.log(`\n${failure}`);
  const done = verb === 'record' ? 'recorded' : 'verified';
  console.log(`\n${jobs.length - failures.length} ${done}, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}
