import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { groupChanges } from '../../../src/history/group-changes.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-network-notes-'));
const repository = join(folder, 'notes');

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd,
    stdio: 'ignore',
    env: {
      ...process.env,
      GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
  });
}

function commit(subject: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(repository, 'content', 'chapters', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  git(repository, 'add', '-A');
  git(repository, 'commit', '-m', subject);
}

const page = (words: string) => `---\ntitle: a\n---\n${words}\n${'the same line\n'.repeat(20)}`;

beforeAll(() => {
  mkdirSync(repository);
  git(repository, 'init', '-q', '-b', 'main');
  commit('A chapter', { '01-first/zh.mdx': page('one'), '01-first/+recorded/docker-28/a.cast': 'x' });
  commit('Two engines', {
    '01-first/+recorded/docker-28/a.cast': 'y',
    '01-first/+recorded/docker-20/a.cast': 'y',
    '01-first/+recorded/docker-28/b.cast': 'y',
  });
  git(repository, 'mv', 'content/chapters/01-first', 'content/chapters/02-first');
  git(repository, 'commit', '-m', 'Another number');
  commit('Tape only', { '02-first/a.tape.yaml': 'x' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readHistory(root: string) {
  vi.resetModules();
  return (await import('../../../src/history/read-history.ts')).readHistory(root);
}

test('each commit says what it did to each chapter, by the address that outlives the number', async () => {
  const { kind, changes } = await readHistory(repository);
  expect(kind).toBe('complete');
  expect(
    changes.map(({ subject, chapter, isNew, isText, recorded }) => [
      subject,
      chapter,
      isNew,
      isText,
      recorded,
    ]),
  ).toEqual([
    ['Tape only', 'first', false, false, []],
    ['Two engines', 'first', false, false, ['a', 'b']],
    ['A chapter', 'first', true, true, ['a']],
  ]);
});

test('a day gathers what a reader can see of a chapter', async () => {
  const { changes } = await readHistory(repository);
  const days = groupChanges(changes, ['first']);
  expect(days.map(({ day }) => day)).toEqual(['2026-01-02']);
  expect(days[0]?.updates).toMatchObject([{ chapter: 'first', isNew: true, isText: true, recorded: 2 }]);
  expect(groupChanges(changes, ['second'])).toEqual([]);
});

test('a shallow clone says so, and does not take its oldest commit for the birth of everything', async () => {
  git(folder, 'clone', '-q', '--depth', '2', `file://${repository}`, 'shallow');
  const { kind, changes } = await readHistory(join(folder, 'shallow'));
  expect(kind).toBe('shallow');
  expect(changes.map(({ subject }) => subject)).toEqual(['Tape only']);
});

test('outside a repository there is no history, even inside another repository', async () => {
  const inside = join(repository, 'unpacked');
  mkdirSync(join(inside, 'content', 'chapters'), { recursive: true });
  expect(await readHistory(inside)).toEqual({ kind: 'none', changes: [] });
});
