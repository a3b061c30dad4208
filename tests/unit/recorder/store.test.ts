import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecording, storeRecording } from '../../../src/recorder/run/store.ts';
import type { Recording } from '../../../src/recorder/run/run-tape.ts';
import { loadTape, type LoadedTape } from '../../../src/recorder/tape/load-tape.ts';

let chapters: string;
let loaded: LoadedTape;
let folder: string;

beforeEach(() => {
  chapters = mkdtempSync(join(tmpdir(), 'chapters-'));
  const chapter = join(chapters, '01-basics');
  mkdirSync(chapter);
  writeFileSync(join(chapter, 'none.tape.yaml'), 'title: { zh: 题 }\nsteps: [{ run: "true" }]\n');
  loaded = loadTape(join(chapter, 'none.tape.yaml'));
  folder = join(chapter, '+recorded', 'docker-28');
});
afterEach(() => rmSync(chapters, { recursive: true }));

function recording(captures: Record<string, string>): Recording {
  const command = {
    id: 'none-1',
    kind: 'run' as const,
    run: 'true',
    host: 'host',
    terminal: null,
    inside: [],
    exit: 0,
    volatile: false,
  };
  return {
    cast: {
      header: {
        version: 2,
        width: 100,
        height: 30,
        timestamp: 1,
        title: '题',
        'x-notes': {
          format: 1,
          act: 'none',
          engine: 'docker-28',
          docker: '28.5.2',
          kernel: '6.18',
          iptables: 'v1.8.13',
          os: 'Debian',
          images: [],
          tapeHash: loaded.hash,
          commands: [command],
        },
      },
      events: [
        { timeS: 0.7, code: 'm', data: 'true' },
        { timeS: 0.8, code: 'o', data: 'true\r\n网' },
      ],
    },
    captures: new Map(Object.entries(captures)),
  };
}

test('what was stored is read back', () => {
  const stored = recording({ rules: '*filter\n', addr: '' });
  storeRecording(loaded, 'docker-28', stored);
  expect(readRecording(loaded, 'docker-28')).toEqual(stored);
  expect(readdirSync(folder).sort()).toEqual(['none.addr', 'none.cast', 'none.rules']);
});

test('captures that the tape no longer takes are removed, those of other acts stay', () => {
  storeRecording(loaded, 'docker-28', recording({ rules: 'old', addr: 'old' }));
  writeFileSync(join(folder, 'none-at-all.rules'), 'of another act');
  storeRecording(loaded, 'docker-28', recording({ rules: 'new' }));
  expect(readdirSync(folder).sort()).toEqual(['none-at-all.rules', 'none.cast', 'none.rules']);
  expect(readFileSync(join(folder, 'none.rules'), 'utf8')).toBe('new');
});

test('a recording that cannot be written whole leaves the former one as it was', () => {
  const former = recording({ rules: 'old' });
  storeRecording(loaded, 'docker-28', former);
  // A folder where the last part should be written stands for a full disk.
  mkdirSync(join(folder, '.none.addr.part'));
  expect(() => storeRecording(loaded, 'docker-28', recording({ rules: 'new', addr: 'x' }))).toThrow();
  rmSync(join(folder, '.none.addr.part'), { recursive: true, force: true });
  expect(readRecording(loaded, 'docker-28')).toEqual(former);
  expect(readdirSync(folder).sort()).toEqual(['none.cast', 'none.rules']);
});

test('a recording that is not there names the command that makes it', () => {
  expect(() => readRecording(loaded, 'docker-26')).toThrow(
    '01-basics/none has no recording on docker-26: run `npm run record -- 01-basics/none`',
  );
});

test.each([
  ['', 'none.cast: '],
  ['{"version": 2, "width": 100, "height": 30}\n', 'none.cast: '],
  ['{"version": 1}\n', 'none.cast: '],
])('a file that is not a recording of ours is named: %j', (text, message) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'none.cast'), text);
  expect(() => readRecording(loaded, 'docker-28')).toThrow(message);
});
