import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../core/nearest.ts';
import { engineNames, type EngineName } from '../schemas/engine.ts';
import { Failure, messageOf } from '../debian/failure.ts';
import { listTapes } from './list-tapes.ts';
import { runJobs, type Verb } from './run-jobs.ts';
import { loadTape } from './tape/load-tape.ts';
import { selectTapes } from './tape/select-tapes.ts';

const repository = join(import.meta.dirname, '..', '..');

interface Options {
  engine?: EngineName | 'host';
  jobs: number;
  list?: boolean;
  rebuild?: boolean;
  pull?: boolean;
  registry?: string;
  chapters: string;
}

function parseEngine(value: string): string {
  const known = [...engineNames, 'host'];
  if (known.includes(value)) return value;
  throw new InvalidArgumentError(
    `The engines are ${known.join(', ')}; did you mean ${nearest(value, known, 1)[0]}?`,
  );
}

function parseJobs(value: string): number {
  const jobs = Number(value);
  if (!Number.isInteger(jobs) || jobs < 1) throw new InvalidArgumentError('It takes a whole number from 1.');
  return jobs;
}

function command(verb: Verb, description: string): Command {
  return new Command(verb)
    .description(description)
    .argument('[chapter[/act]...]', 'what to run; everything without one')
    .option(
      '--engine <engine>',
      `only this engine: ${engineNames.join(', ')}, or host for your own daemon`,
      parseEngine,
    )
    .option('--jobs <number>', 'how many tapes run side by side', parseJobs, 2)
    .option('--rebuild', 'build the roots of the engines anew')
    .option('--pull', "use a registry's images instead of the stand-ins built from Debian packages")
    .option('--registry <host>', 'pull from this registry instead of Docker Hub: 127.0.0.1:5000')
    .option('--list', 'list the tapes and the state of their recordings, and run nothing')
    .addOption(
      new Option('--chapters <folder>', 'where the chapters are')
        .default(join(repository, 'content', 'chapters'))
        .hideHelp(),
    )
    .action(async (selectors: string[], options: Options) => {
      const files = selectTapes(options.chapters, selectors);
      if (options.list) return listTapes(files);
      const tapes = files.map(loadTape);
      process.exitCode = await runJobs(verb, tapes, options);
    });
}

const program = new Command()
  .name('docker-network-notes')
  .description(
    'Records the transcripts of the chapters on real Docker daemons, and verifies that they still hold.',
  )
  .addCommand(command('record', 'Run tapes and write their recordings.'))
  .addCommand(
    command('verify', 'Run tapes again and compare with their recordings; status 1 on a difference.'),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? messageOf(error) : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
