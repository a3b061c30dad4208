import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripAnsi } from '../../../src/core/ansi.ts';

test.each([
  ['colours', '\x1b[1;32mroot@host\x1b[0m:~# ', 'root@host:~# '],
  ['private modes and cursor movement', '\x1b[?2004l\x1b[K\x1b[2;5Hx\x1b[6n', 'x'],
  ['marks and titles, by BEL or ST', '\x1b]133;D;0\x07a\x1b]0;title\x1b\\b', 'ab'],
  ['character sets and short sequences', '\x1b(B\x1b=\x1b7x\x1b8', 'x'],
  ['carriage returns, not newlines', '10%\r20%\r\n', '10%20%\n'],
  ['nothing of plain text', 'chain [0:0] 网桥 ]133;D', 'chain [0:0] 网桥 ]133;D'],
])('stripAnsi takes away %s', (_, from, to) => {
  expect(stripAnsi(from)).toBe(to);
});

test('stripAnsi leaves text without control characters alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/[\x1b\r]/.test(text));
      return stripAnsi(text) === text;
    }),
  );
});
