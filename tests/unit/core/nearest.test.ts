import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../../src/core/nearest.ts';

test('puts the fewest changes first, and equals in order of the alphabet', () => {
  expect(nearest('expext', ['exit', 'expect', 'run'])).toEqual(['expect', 'exit', 'run']);
  expect(nearest('docker-29', ['docker-28', 'docker-26', 'docker-20'], 2)).toEqual([
    'docker-20',
    'docker-26',
  ]);
});

test('gives what there is', () => {
  expect(nearest('x', [])).toEqual([]);
  expect(nearest('', ['a'])).toEqual(['a']);
  expect(nearest('x', new Set(['x', 'y']), 1)).toEqual(['x']);
});

test('finds a word that is there first of all', () => {
  const words = fc.uniqueArray(fc.string(), { minLength: 1 });
  fc.assert(
    fc.property(
      words,
      fc.nat(),
      (all, at) => nearest(all[at % all.length] ?? '', all)[0] === all[at % all.length],
    ),
  );
});
