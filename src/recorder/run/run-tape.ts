import { setTimeout } from 'node:timers/promises';
import type { Cast } from '../../core/asciicast/cast.ts';
import type { Provenance } from '../../schemas/recording.ts';
import type { EngineName } from '../../schemas/engine.ts';
import type { PulledImage } from '../engine/pull.ts';
import { Failure, messageOf } from '../../debian/failure.ts';
import { columns, rows } from '../shell/terminal.ts';
import type { LoadedTape } from '../tape/load-tape.ts';
import { readVersions, startEngineHost, useOwnHost, type DockerHost } from './docker-host.ts';
import { StepRunner } from './run-steps.ts';
import { Stage } from './stage.ts';

/** What recording a tape gives: the cast and the captures, by name. */
export interface Recording {
  cast: Cast<{
    version: 2;
    width: number;
    height: number;
    timestamp: number;
    title: string;
    'x-notes': Provenance;
  }>;
  captures: Map<string, string>;
}

export interface RunTapeOptions {
  onCommand?: (run: string) => void;
  /** Seconds since the epoch; the recording is dated with it. */
  nowS?: number;
  /** Images from a registry, instead of the stand-ins. */
  pulled?: readonly PulledImage[];
}

/** Records a tape on an engine, or on the user's own daemon. @throws Failure that names the place in the tape */
export async function runTape(
  loaded: LoadedTape,
  engine: EngineName | 'host',
  options: RunTapeOptions = {},
): Promise<Recording> {
  const host =
    engine === 'host' ? useOwnHost(loaded.tape) : await startEngineHost(engine, loaded.tape, options.pulled);
  try {
    return await recordOn(host, loaded, engine, options);
  } finally {
    await host.stop();
  }
}

async function recordOn(
  host: DockerHost,
  loaded: LoadedTape,
  engine: string,
  options: RunTapeOptions,
): Promise<Recording> {
  const { tape, act, describe } = loaded;
  const versions = await readVersions(host);
  await runSetup(host, loaded);
  const captures = new Map<string, string>();
  const takeCaptures = async (commands: Readonly<Record<string, string>>) => {
    for (const [name, command] of Object.entries(commands))
      captures.set(name, await capture(host, name, command));
  };
  const stage = new Stage(host.openTerminal);
  const runner = new StepRunner({
    act,
    stage,
    takeCaptures,
    waitUntil: (command, on, timeoutS) => waitUntil(host, command, on, timeoutS),
    describe,
    onCommand: options.onCommand,
  });
  try {
    await runner.run(tape.steps);
    for (const [name, command] of Object.entries(tape.capture)) {
      await takeCaptures({ [name]: command }).catch((error: unknown) => {
        throw new Failure(`${describe(['capture', name])}: ${messageOf(error)}`, { cause: error });
      });
    }
  } finally {
    stage.close();
  }
  const typed = runner.commands.map(({ run }) => run).concat(tape.setup);
  const images = host.images.filter(({ name }) =>
    typed.some((run) => new RegExp(`(^|\\s)${name}(\\s|$)`, 'm').test(run)),
  );
  const provenance: Provenance = {
    format: 1,
    act,
    engine,
    ...versions,
    images,
    tapeHash: loaded.hash,
    commands: runner.commands,
  };
  const header = {
    version: 2 as const,
    width: columns,
    height: rows,
    timestamp: Math.floor(options.nowS ?? Date.now() / 1000),
    title: tape.title.zh,
    env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
    'x-notes': provenance,
  };
  return { cast: { header, events: stage.events }, captures };
}

const pollMs = 50;

async function waitUntil(host: DockerHost, command: string, on: string, timeoutS: number): Promise<void> {
  const deadlineMs = performance.now() + timeoutS * 1000;
  for (;;) {
    const { status, stdout, stderr } = await host.exec(command, on);
    if (status === 0) return;
    if (performance.now() > deadlineMs) {
      const said = (stderr || stdout).trim() || '(nothing)';
      throw new Failure(
        `waited ${timeoutS} s for \`${command}\`; it last ended with status ${status} and said: ${said}`,
      );
    }
    await setTimeout(pollMs);
  }
}

async function runSetup(host: DockerHost, { tape, describe }: LoadedTape): Promise<void> {
  for (const [index, command] of tape.setup.entries()) {
    const { status, stdout, stderr } = await host.exec(command);
    if (status === 0) continue;
    throw new Failure(
      `${describe(['setup', index])}: \`${command}\` ended with status ${status}: ${(stderr || stdout).trim()}`,
    );
  }
}

async function capture(host: DockerHost, name: string, command: string): Promise<string> {
  const { status, stdout, stderr } = await host.exec(command);
  if (status !== 0)
    throw new Failure(`capture \`${name}\`: \`${command}\` ended with status ${status}: ${stderr.trim()}`);
  return stdout;
}
