import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changesSince, readMachineState } from '../support/machine-state.ts';
import { copyChapters, recorderFile } from '../support/recorder.ts';

const nobody = 65534;

test('someone who is not root is told what to do, and nothing is done', () => {
  const chapters = copyChapters('shells');
  chmodSync(chapters.folder, 0o755);
  const before = readMachineState();
  const identity = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  const { status, stdout, stderr } = spawnSync(
    'setpriv',
    [...identity, process.execPath, recorderFile, 'record', '--chapters', chapters.folder],
    { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: '/nonexistent' } },
  );
  chapters.remove();
  expect(stdout + stderr).toBe(
    'recording needs root, to make namespaces and start a Docker daemon in them: run it with sudo, or use `--engine host` with your own Docker\n',
  );
  expect(status).toBe(1);
  expect(changesSince(before)).toEqual({});
});
