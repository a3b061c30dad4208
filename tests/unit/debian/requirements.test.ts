import { expect, test } from 'vitest';
import { requirePrograms, requireSandbox } from '../../../src/debian/requirements.ts';

test('a sandbox needs Linux', () => {
  expect(() => requireSandbox('darwin', 0)).toThrow(
    'recording needs Linux namespaces and this is darwin: use a Linux machine or virtual machine',
  );
});

test('a sandbox needs root', () => {
  expect(() => requireSandbox('linux', 1000)).toThrow(
    'recording needs root, to make namespaces and start a Docker daemon in them: run it with sudo, or use `--engine host` with your own Docker',
  );
});

test('a missing program is named with its package', () => {
  const programs = { sh: 'dash', 'no-such-program': 'some-package' };
  expect(() => requirePrograms(programs)).toThrow(
    "`no-such-program` is missing: install Debian's package `some-package` (apt-get install some-package)",
  );
  expect(() => requirePrograms({ sh: 'dash' })).not.toThrow();
});

test('programs of administrators are found without their folder in PATH', () => {
  expect(() => requirePrograms({ chroot: 'coreutils' }, { PATH: '/nowhere' })).not.toThrow();
  expect(() => requirePrograms({ env: 'coreutils' }, { PATH: '/nowhere' })).toThrow('`env` is missing');
});
