import { expect, test } from 'vitest';
import { shortenWidthTable } from '../../../src/lab/width-table.ts';

const loop = Buffer.from('8d41013d000011007ca8', 'hex');

test('the one loop is shortened and nothing else is changed', () => {
  const program = Buffer.concat([Buffer.from('before'), loop, Buffer.from('after')]);
  const changed = shortenWidthTable(program);
  expect(changed.toString('hex')).toBe(program.toString('hex').replace('3d00001100', '3d00030000'));
  expect(program.includes(loop)).toBe(true);
});

test.each([
  ['none', Buffer.from('nothing')],
  ['two', Buffer.concat([loop, loop])],
])('with %s it refuses', (_, program) => {
  expect(() => shortenWidthTable(program)).toThrow('exactly once');
});
