import { expect, test } from 'vitest';
import { findOutput } from '../../../src/core/claims/find-output.ts';

const commands = [
  { id: 'none-1', output: [[{ text: 'inet addr:127.0.0.1  Mask:255.0.0.0', style: {} }]] },
  { id: 'none-2', output: [] },
];

test('a claim is what its first group finds, else all that matches', () => {
  expect(findOutput(commands, 'none-1', 'addr:(\\S+)', 'p')).toBe('127.0.0.1');
  expect(findOutput(commands, 'none-1', 'Mask:\\S+', 'p')).toBe('Mask:255.0.0.0');
});

test('a claim that does not hold names the nearest lines or commands', () => {
  expect(() => findOutput(commands, 'none-1', 'inet addr:10.0.0.1', 'zh.mdx')).toThrow(
    'zh.mdx: nothing in the output of none-1 matches; nearest lines:\n  inet addr:127.0.0.1  Mask:255.0.0.0',
  );
  expect(() => findOutput(commands, 'none-3', 'x', 'zh.mdx')).toThrow(
    'there is no command none-3; nearest: none-1, none-2',
  );
});
