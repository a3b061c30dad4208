import { spawnSync } from 'node:child_process';
import { logFormat, parseLog, type Change } from './parse-log.ts';

/** How the chapters came to be, as far as this copy of the repository tells. */
export interface History {
  /** `none` outside a Git repository, `shallow` in a clone that has only the last commits. */
  kind: 'complete' | 'shallow' | 'none';
  /** Newest first; those of the last commits only, when the history is shallow. */
  changes: readonly Change[];
}

function git(root: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return status === 0 ? stdout : undefined;
}

function read(root: string): History {
  // A source archive unpacked inside another repository must not take that one's history for its own.
  const top = git(root, ['rev-parse', '--show-prefix']);
  const log =
    top?.trim() === ''
      ? git(root, [
          'log',
          '--no-merges',
          '--find-renames',
          '--name-status',
          logFormat,
          '--',
          'content/chapters',
        ])
      : undefined;
  if (!log) return { kind: 'none', changes: [] };
  const isShallow = git(root, ['rev-parse', '--is-shallow-repository'])?.trim() !== 'false';
  // The oldest commit of a shallow clone seems to add every file that there is.
  const oldest = git(root, ['rev-list', '--max-parents=0', 'HEAD'])?.trim().split('\n') ?? [];
  const changes = parseLog(log).filter(({ commit }) => !isShallow || !oldest.includes(commit));
  return { kind: isShallow ? 'shallow' : 'complete', changes };
}

let known: History | undefined;

/** The history of the chapters, read from Git once a build. */
export function readHistory(root = process.cwd()): History {
  known ??= read(root);
  return known;
}
