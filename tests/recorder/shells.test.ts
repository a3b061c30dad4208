import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordedCommand } from '../../src/schemas/recording.ts';
import { lineText, renderRecording, type RenderedCommand } from '../../src/core/screen/render.ts';
import { readRecording, type StoredRecording } from '../../src/recorder/run/store.ts';
import { loadTape } from '../../src/recorder/tape/load-tape.ts';
import { copyChapters, runRecorder } from '../support/recorder.ts';

const acts = ['hosts', 'inside', 'shell'] as const;
const chapters = copyChapters('shells');
const recordings = new Map<string, StoredRecording>();
/** Each command of an act with what a reader sees of it. */
const seen = new Map<string, Map<string, RecordedCommand & RenderedCommand>>();

const fileOf = (act: string) => join(chapters.folder, '92-shells', `${act}.tape.yaml`);

beforeAll(async () => {
  const { status, output } = await runRecorder(['record', '--chapters', chapters.folder]);
  expect(output).toContain('3 recorded, 0 failed');
  expect(status).toBe(0);
  for (const act of acts) {
    const recording = readRecording(loadTape(fileOf(act)), 'docker-28');
    recordings.set(act, recording);
    const { commands } = await renderRecording(recording.cast);
    const notes = recording.cast.header['x-notes'].commands;
    expect(commands).toHaveLength(notes.length);
    const byId = notes.map((note, index) => [note.id, { ...note, ...commands[index]! }] as const);
    seen.set(act, new Map(byId));
    expect(seen.get(act)?.size, 'ids are unique').toBe(notes.length);
  }
});
afterAll(() => chapters.remove());

const text = (lines: RenderedCommand['output']) => lines.map(lineText).join('\n');
const outputOf = (id: string) => text(commandOf(id).output);
const inputOf = (id: string) => text(commandOf(id).input);
function commandOf(id: string) {
  const command = seen.get(id.replace(/-[\d].*$|:.*$/, ''))?.get(id.replace(/^.*:/, ''));
  expect(command, id).toBeDefined();
  return command!;
}

test('they verify clean against themselves', async () => {
  const { status, output } = await runRecorder(['verify', '--chapters', chapters.folder]);
  expect(output).toContain('3 verified, 0 failed');
  expect(status).toBe(0);
});

test('one that differs among others is looked at once more, alone, and still fails', async () => {
  const cast = join(chapters.folder, '92-shells', '+recorded', 'docker-28', 'shell.cast');
  const text = readFileSync(cast, 'utf8');
  writeFileSync(cast, text.replaceAll('one two three', 'one two four'));
  const { status, output } = await runRecorder(['verify', '--chapters', chapters.folder]);
  writeFileSync(cast, text);
  expect(output).toContain('Once more, alone: 1');
  expect(output).toContain('2 verified, 1 failed');
  expect(status).toBe(1);
});

describe('a shell', () => {
  test('shows a loop typed over several lines, with a Chinese comment', () => {
    expect(inputOf('shell-1')).toBe('for i in 1 2 3; do\n>   echo "第 $i 行" # 循环\n> done');
    expect(commandOf('shell-1').run).toBe('for i in 1 2 3; do\n  echo "第 $i 行" # 循环\ndone');
    expect(outputOf('shell-1')).toBe('第 1 行\n第 2 行\n第 3 行');
    expect(outputOf('shell-2')).toBe('one two three');
  });

  test.each([
    ['shell-3', 1],
    ['shell-4', 42],
    ['shell-5', 127],
    ['shell-6', 0],
  ])('knows the status of %s', (id, status) => {
    expect(commandOf(id).exit).toBe(status);
  });

  test('joins what was wrapped at 100 columns, in the command and in the output', () => {
    const long = `${'0123456789 '.repeat(11)}end`;
    expect(inputOf('shell-6').replaceAll('\n', '')).toBe(`echo ${long}`);
    expect(outputOf('shell-6').replaceAll('\n', '')).toBe(long);
    expect(outputOf('shell-14').replaceAll('\n', '')).toBe('x'.repeat(300));
  });

  test('keeps an output without a newline apart from the prompt', () => {
    expect(outputOf('shell-7')).toBe('no newline at the end');
    expect(lineText(commandOf('shell-8').prompt)).toBe('root@host:~#');
  });

  test('keeps colours', () => {
    const [line] = commandOf('shell-8').output;
    expect(line?.map(({ text }) => text)).toEqual(['红', ' plain ', 'bold on blue']);
    expect(new Set(line?.map(({ style }) => JSON.stringify(style))).size).toBe(3);
  });

  test('shows the last state of a progress that was overwritten', () => {
    expect(outputOf('shell-9')).toBe('进度 100%');
    const shown = recordings.get('shell')?.cast.events.filter(({ data }) => data.includes('进度  20%'));
    expect(shown?.length).toBeGreaterThan(0);
  });

  test('keeps what has scrolled off the screen', () => {
    expect(outputOf('shell-11').split('\n')).toEqual(Array.from({ length: 60 }, (_, n) => `${n + 1}`));
  });

  test('has no output for a command that prints nothing', () => {
    expect(outputOf('shell-15')).toBe('');
    expect(outputOf('shell:read')).toBe('[]');
  });
});

describe('several hosts and terminals', () => {
  test.each([
    ['hosts-2', 'client', null],
    ['hosts-3', 'outside', null],
    ['hosts-4', 'outside', 'second'],
    ['hosts-5', 'host', null],
    ['hosts-1', 'host', 'capture'],
  ])('%s was typed on %s', (id, host, terminal) => {
    expect(commandOf(id)).toMatchObject({ host, terminal });
    expect(lineText(commandOf(id).prompt)).toBe(`root@${host}:~#`);
  });

  test('each host is itself', () => {
    expect(outputOf('hosts-2')).toBe('root:x:0:');
    expect(outputOf('hosts-4')).toBe('outside');
    expect(outputOf('hosts-7')).toMatch(/^client\neth0@\S+ +UP +192\.0\.2\.20\/24/);
  });

  test('the daemon was started with the arguments of the tape', () => {
    expect(outputOf('hosts-5')).toBe('0');
  });

  test('a command left in the background ends when it is seen again', () => {
    expect(commandOf('hosts-6')).toMatchObject({ exit: 130, kind: 'run' });
    expect(outputOf('hosts-6')).toBe('');
    expect(commandOf('hosts-7-resume')).toMatchObject({ run: 'sleep 600', kind: 'resume', exit: 130 });
    expect(outputOf('hosts-7-resume')).toBe('^C');
    expect(commandOf('hosts-7-resume-2')).toMatchObject({ terminal: 'capture', volatile: true, exit: 0 });
    expect(outputOf('hosts-7-resume-2')).toMatch(/192\.0\.2\.20\.\d+ > 192\.0\.2\.10\.8080: Flags \[S\]/);
  });

  test('captures are taken after their step and at the end', () => {
    const captures = recordings.get('hosts')?.captures;
    expect([...(captures?.keys() ?? [])].sort()).toEqual(['addr', 'rules']);
    expect(captures?.get('rules')).toContain('--dport 8080 -j DNAT --to-destination 172.17.0.2:80');
    expect(captures?.get('addr')).toMatch(/^docker0 +UP +172\.17\.0\.1\/16/);
    expect(recordings.get('inside')?.captures.get('running')).toBe('box\n');
  });
});

describe('shells that commands open', () => {
  const box = 'docker run --rm -it --name box --hostname box --network none alpine sh';

  test('know in which shell a command was typed', () => {
    expect(commandOf('inside-2').inside).toEqual([box]);
    expect(commandOf('inside-10').inside).toEqual([box, 'sh']);
    expect(commandOf('inside-15').inside).toEqual(['bash']);
    expect(commandOf('inside-17').inside).toEqual([]);
  });

  test('keep their own prompts', () => {
    expect(lineText(commandOf('inside-2').prompt)).toBe('/ #');
    expect(lineText(commandOf('inside-4').prompt)).toBe('/tmp #');
    expect(lineText(commandOf('inside-15').prompt)).toBe('root@host:~#');
    expect(lineText(commandOf('inside-16-exit').prompt)).toBe('root@host:/etc#');
  });

  test('give commands, comments, loops and long lines their output', () => {
    expect(outputOf('inside-2')).toBe('box');
    expect(inputOf('inside-2')).toBe('hostname # 容器的名字');
    expect(outputOf('inside-4')).toBe('/tmp');
    expect(outputOf('inside-6')).toBe('line 1\nline 2');
    expect(outputOf('inside-7').replaceAll('\n', '')).toBe(`${'0123456789 '.repeat(10)}end`);
    expect(outputOf('inside-8')).toBe('no newline');
    expect(outputOf('inside-15')).toBe('2');
  });

  test('end with the status of their last command', () => {
    expect(commandOf('inside-5').exit).toBe(1);
    expect(commandOf('inside-11-exit')).toMatchObject({ kind: 'exit', exit: 1, inside: [box, 'sh'] });
    expect(commandOf('inside-11-exit-2')).toMatchObject({ kind: 'exit', exit: 1, inside: [box] });
    expect(commandOf('inside-1').exit).toBe(1);
    expect(commandOf('inside-16-exit').exit).toBe(0);
  });

  test('show nothing of how the recorder watches them', () => {
    for (const { cast } of recordings.values()) {
      const shown = cast.events.map(({ data }) => data).join('');
      expect(shown).not.toContain('PS1=');
      expect(shown).not.toContain('\x1b[6n');
    }
  });
});

describe('asciinema', () => {
  const castOf = (act: string) => join(chapters.folder, '92-shells', '+recorded', 'docker-28', `${act}.cast`);
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const env = { ...process.env, HOME: home, LANG: 'C.UTF-8' };
  afterAll(() => rmSync(home, { recursive: true }));

  test.each(acts)('plays %s to its end', (act) => {
    const { status, stdout } = spawnSync(
      'script',
      ['-qec', `asciinema play -i 0.01 -s 1000 '${castOf(act)}'`, '/dev/null'],
      { encoding: 'utf8', input: '', env },
    );
    expect(status).toBe(0);
    const last = readFileSync(castOf(act), 'utf8').trimEnd().split('\n').at(-1) ?? '';
    const [, code, data] = JSON.parse(last) as [number, string, string];
    expect(code).toBe('o');
    expect(stdout.trimEnd().endsWith(data.trimEnd())).toBe(true);
  });

  test.each(acts)('prints the whole output of %s', (act) => {
    // It wants a terminal for its input.
    const { status, stdout } = spawnSync('script', ['-qec', `asciinema cat '${castOf(act)}'`, '/dev/null'], {
      encoding: 'utf8',
      input: '',
      env,
    });
    expect(status).toBe(0);
    const events = recordings.get(act)?.cast.events ?? [];
    const whole = events.flatMap(({ code, data }) => (code === 'o' ? [data] : [])).join('');
    expect(stdout.replaceAll('\r', '')).toBe(whole.replaceAll('\r', ''));
  });
});
