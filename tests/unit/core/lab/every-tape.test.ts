import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { labSteps } from '../../../../src/core/lab/lab-step.ts';
import { parseCast } from '../../../../src/core/asciicast/parse.ts';
import { recordingHeader } from '../../../../src/schemas/recording.ts';
import { tape } from '../../../../src/schemas/tape.ts';

const chapters = resolve(import.meta.dirname, '..', '..', '..', '..', 'content', 'chapters');
const files = readdirSync(chapters, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tape.yaml'),
);

test('the steps for the machine are the commands of every recording, with their ids and places', () => {
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const act = file.replace(/^.*\/|\.tape\.yaml$/g, '');
    const { steps, engines } = tape.parse(parse(readFileSync(join(chapters, file), 'utf8')));
    const cast = readFileSync(
      join(chapters, file, '..', '+recorded', engines[0] ?? '', `${act}.cast`),
      'utf8',
    );
    const recorded = recordingHeader.parse(parseCast(cast).header)['x-notes'].commands;
    const wanted = recorded.map(({ id, kind, run, host, terminal, inside }) => ({
      ...{ id, kind, run, host, terminal },
      depth: inside.length,
    }));
    const made = labSteps(act, steps).map(({ id, kind, run, host, terminal, depth }) => ({
      ...{ id, kind, run, host, terminal },
      depth,
    }));
    expect(made, file).toEqual(wanted);
  }
});
