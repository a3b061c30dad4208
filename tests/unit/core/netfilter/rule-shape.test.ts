import { expect, test } from 'vitest';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import { RulesetError } from '../../../../src/core/netfilter/ruleset-error.ts';

const head = ['*filter', ':FORWARD ACCEPT [0:0]', ':WEB - [0:0]', ':DB - [0:0]'];

/** Where a dump fails with these rules, and what of them. */
function failureOf(...rules: string[]): string | null {
  try {
    parseRuleset([...head, ...rules, 'COMMIT', ''].join('\n'));
    return null;
  } catch (error) {
    if (error instanceof RulesetError) return `${error.line}:${error.column}`;
    throw error;
  }
}

// Each second rule looks like the first, which is right, and is wrong.
test.each([
  ['-A WEB -s 192.0.2.1/32 -j ACCEPT', '-A WEB -s 192.0.2.256/32 -j ACCEPT', '6:8'],
  ['-A WEB -s 192.0.2.1/32 -j ACCEPT', '-A WEB -s 192.0.2.1/33 -j ACCEPT', '6:8'],
  ['-A WEB -s 192.0.2.1 -j ACCEPT', '-A WEB -s \u0001 -j ACCEPT', '6:8'],
  [
    '-A WEB -p tcp -j DNAT --to-destination 192.0.2.1:80',
    '-A WEB -p tcp -j DNAT --to-destination 192.0.2.1:80000',
    '6:23',
  ],
  ['-A WEB -m comment --comment "a" -j DB', '-A WEB -m comment --comment "a -j DB', '6:29'],
  [
    '-A WEB -j LOG --log-prefix "x --comment "a" b"',
    '-A WEB -j LOG --log-prefix "x --comment "a -Z" b"',
    '6:44',
  ],
  ['-A WEB -s 192.0.2.1 -j DB', '-A WEB -s 192.0.2.2 -g LOST', '6:21'],
  ['-A WEB -s 192.0.2.1 -j DB', '-A WEB -s 192.0.2.2 -j FORWARD', '6:21'],
  ['-A WEB -s 192.0.2.1 -j DB', '-A DB -s 192.0.2.2 -j WEB', '6:20'],
])('after `%s` the rule `%s` is still found wrong at %s', (right, wrong, place) => {
  expect(failureOf(right)).toBeNull();
  expect(failureOf(right, wrong)).toBe(place);
});

test('a circle through rules that were not read one by one is found, at its last jump', () => {
  expect(
    failureOf('-A WEB -s 192.0.2.1 -j ACCEPT', '-A DB -s 192.0.2.2 -j WEB', '-A WEB -s 192.0.2.3 -j DB'),
  ).toBe('7:21');
});

test('a chain that is declared late is jumped to by rules of a shape that is known', () => {
  expect(
    failureOf('-A WEB -j LATE --x', ':LATE - [0:0]', '-A LATE -j WEB', '-A WEB -j LATE --x'),
  ).not.toBeNull();
});
