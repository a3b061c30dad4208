import { expect, test } from 'vitest';
import { parsePackages } from '../../../src/lab/packages.ts';

test('packages are read and sorted by name, each with its source', () => {
  expect(parsePackages('libc6\t2.43-7\tglibc\t2.43-7\nbash\t5.3-4+b1\tbash\t5.3-4\n')).toEqual([
    { name: 'bash', version: '5.3-4+b1', source: 'bash', sourceVersion: '5.3-4' },
    { name: 'libc6', version: '2.43-7', source: 'glibc', sourceVersion: '2.43-7' },
  ]);
});

test('a line that is no package is an error that shows it', () => {
  expect(() => parsePackages('dpkg-query: no packages found\n')).toThrow(
    'no package: dpkg-query: no packages found',
  );
});
