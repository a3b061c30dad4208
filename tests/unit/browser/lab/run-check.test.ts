import { expect, test } from 'vitest';
import { runCheck } from '../../../../src/browser/lab/run-check.ts';

const checkThatEnds = (status: number, output: string) =>
  runCheck({ exec: () => Promise.resolve({ status, output }) }, '');

test('is done, or says what is missing', async () => {
  expect(await checkThatEnds(0, '')).toEqual({ isDone: true, hint: '' });
  expect(await checkThatEnds(1, '还没有网桥。\n')).toEqual({ isDone: false, hint: '还没有网桥。' });
});

test('a script that did not come to an end says nothing about the exercise', async () => {
  await expect(checkThatEnds(124, '')).rejects.toThrow('180 s');
});
