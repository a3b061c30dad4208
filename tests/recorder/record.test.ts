import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyChapters, runRecorder, type Ended } from '../support/recorder.ts';

const chapters = copyChapters('chapters');
const cast = join(chapters.folder, '90-bench', '+recorded', 'docker-28', 'multi.cast');
let recorded: Ended;

beforeAll(async () => {
  recorded = await runRecorder(['record', '90-bench/multi', '--chapters', chapters.folder]);
});
afterAll(() => chapters.remove());

describe('a recording with several hosts and terminals', () => {
  test('is made, with its captures', () => {
    expect(recorded.output).toContain('1 recorded, 0 failed');
    expect(readFileSync(join(cast, '..', 'multi.rules'), 'utf8')).toContain('--to-destination 172.17.0.2:80');
  });

  test('verifies clean against itself, twice', async () => {
    for (let round = 0; round < 2; round++) {
      const { status, output } = await runRecorder([
        'verify',
        '90-bench/multi',
        '--chapters',
        chapters.folder,
      ]);
      expect(output).toContain('1 verified, 0 failed');
      expect(status).toBe(0);
    }
  });

  test('plays to its end in asciinema', () => {
    const play = `asciinema play -i 0.01 -s 1000 '${cast}'`;
    const { status, stdout } = spawnSync('script', ['-qec', play, '/dev/null'], {
      encoding: 'utf8',
      input: '',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('red');
    expect(stdout).toContain('packets captured');
  });

  test('fails verify with a diff when an output was another', async () => {
    const text = readFileSync(cast, 'utf8');
    writeFileSync(cast, text.replaceAll('404 Not Found', '200 OK'));
    const { status, output } = await runRecorder(['verify', '90-bench/multi', '--chapters', chapters.folder]);
    writeFileSync(cast, text);
    expect(status).toBe(1);
    expect(output).toContain('-HTTP/1.1 200 OK');
    expect(output).toContain('+HTTP/1.1 404 Not Found');
    expect(output).toContain('0 verified, 1 failed');
  });

  test('is stale when its tape has changed', async () => {
    const tape = join(chapters.folder, '90-bench', 'multi.tape.yaml');
    const text = readFileSync(tape, 'utf8');
    writeFileSync(tape, `${text}  - run: "true"\n`);
    const { status, output } = await runRecorder(['verify', '90-bench/multi', '--chapters', chapters.folder]);
    writeFileSync(tape, text);
    expect(status).toBe(1);
    expect(output).toContain(
      'the recording is stale, its tape has changed since: run `npm run record -- 90-bench/multi`',
    );
  });
});

describe('tapes that fail', () => {
  const failing = copyChapters('failing');
  let output = '';

  beforeAll(async () => {
    const folder = join(failing.folder, '91-failing', '+recorded', 'docker-28');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'wrong-output.cast'), 'as it was');
    ({ output } = await runRecorder(['record', '--chapters', failing.folder]));
  });
  afterAll(() => failing.remove());

  test.each([
    [
      'never-returns',
      /never-returns\.tape\.yaml:3:5 \(steps\[0\]\): waited 1 s for the command to end; last seen:\n\(nothing\)/,
    ],
    ['no-prompt', /\(steps\[0\]\): it ended with status 0 before a prompt came/],
    ['silent-prompt', /\(steps\[0\]\): waited 1 s for the prompt of the shell it opens; last seen:/],
    ['wrong-output', /\(steps\[0\]\): the output does not match \/two\/; it was:\none/],
    [
      'wrong-status',
      /\(steps\[0\]\.inside\[0\]\): `false` ended with status 1, expected 0; it said:\n\(nothing\)/,
    ],
    [
      'setup-fails',
      /setup-fails\.tape\.yaml:3:5 \(setup\[0\]\): `docker network create --subnet 10\.0\.0\.0\/33 app` ended with status 1: .*invalid/,
    ],
    [
      'never-ready',
      /never-ready\.tape\.yaml:3:5 \(steps\[0\]\): waited 1 s for `echo not yet >&2; false`; it last ended with status 1 and said: not yet/,
    ],
    ['capture-fails', /capture `rules`: `iptables-save --nonsense` ended with status 1/],
    ['bad-daemon-flag', /dockerd did not start:[\s\S]*unknown flag: --no-such-flag/],
  ])('%s says what was awaited and what came', (_, message) => {
    expect(output).toMatch(message);
  });

  test('write nothing, and leave an older recording as it was', () => {
    const folder = join(failing.folder, '91-failing', '+recorded', 'docker-28');
    expect(readFileSync(join(folder, 'wrong-output.cast'), 'utf8')).toBe('as it was');
    expect(existsSync(join(folder, 'never-returns.cast'))).toBe(false);
    expect(output).toContain('0 recorded, 9 failed');
  });
});

describe('a machine that cannot record', () => {
  const cache = mkdtempSync(join(tmpdir(), 'cache-'));
  afterAll(() => rmSync(cache, { recursive: true, force: true }));

  test('says that the mirror does not answer, and keeps no half-built root', async () => {
    const env = { XDG_CACHE_HOME: cache, DEBIAN_MIRROR: 'http://127.0.0.1:9/debian' };
    const { status, output } = await runRecorder(
      ['record', '90-bench/multi', '--chapters', chapters.folder],
      env,
    );
    expect(status).toBe(1);
    expect(output).toMatch(/debootstrap of sid failed[\s\S]*Is the mirror reachable\? Set DEBIAN_MIRROR/);
    expect(
      spawnSync('ls', [join(cache, 'docker-network-notes', 'engines')], { encoding: 'utf8' }).stdout,
    ).toBe('');
  });

  test('says that debootstrap is missing', async () => {
    const env = { XDG_CACHE_HOME: cache, NOTES_ADMINISTRATOR_PATH: '', PATH: '/nonexistent' };
    const { status, output } = await runRecorder(
      ['record', '90-bench/multi', '--chapters', chapters.folder],
      env,
    );
    expect(status).toBe(1);
    expect(output).toMatch(/`\w+` is missing: install Debian's package/);
  });
});
