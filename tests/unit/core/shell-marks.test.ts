import { describe, expect, test } from 'vitest';
import {
  hasPrompt,
  integrationCommand,
  lastPrompt,
  plainPrompt,
  statusAtPrompt,
  untilPrompt,
} from '../../../src/core/shell-marks.ts';

const prompt = '\x1b]133;A\x07/ # \x1b]133;B\x07';
const ended = (status: number) => `\x1b]133;D;${status}\x07${prompt}`;

describe('statusAtPrompt', () => {
  test('is the status once the prompt stands there', () => {
    expect(statusAtPrompt(`out\r\n${ended(127)}`)).toBe(127);
    expect(statusAtPrompt('out\r\n')).toBeUndefined();
    expect(statusAtPrompt('out\r\n\x1b]133;D;0\x07\x1b]133;A\x07/ #')).toBeUndefined();
    expect(statusAtPrompt(prompt)).toBeUndefined();
  });

  test('is that of the first command that ended', () => {
    expect(statusAtPrompt(ended(1) + ended(0))).toBe(1);
  });
});

test('untilPrompt cuts before the mark of the end, counted from where it is told', () => {
  expect(untilPrompt(`out${ended(0)}`)).toBe('out');
  expect(untilPrompt('still running')).toBe('still running');
  const inner = `a${ended(0)}exit\r\n`;
  expect(untilPrompt(`${inner}b${ended(0)}`, inner.length)).toBe(`${inner}b`);
});

test('lastPrompt is the last whole one', () => {
  expect(hasPrompt('/ # ')).toBe(false);
  expect(lastPrompt('/ # ')).toBe('');
  expect(lastPrompt(`${prompt}ls\r\n${ended(0)}`)).toBe(prompt);
  expect(lastPrompt(`${prompt}ls\r\n\x1b]133;A\x07/ `)).toBe('');
});

describe('plainPrompt', () => {
  test.each(['/ # ', 'a\n~ $ ', 'root@1f2e3d4c5b6a:/data# '])('knows %j', (text) => {
    expect(plainPrompt.exec(text)?.[1]).toBe(text.split('\n').at(-1));
  });

  test.each(['/ #', '/ # ls', 'progress 10%\n', '', '# a comment', '127.0.0.1:6379> '])('not %j', (text) => {
    expect(plainPrompt.test(text)).toBe(false);
  });
});

test.each([
  ['/ # ', '\\a\\\\w # \\e'],
  ['root@box:/data# ', '\\aroot@box:\\\\w# \\e'],
  ["o'brien:~$ ", '\\aobrien:\\\\w$ \\e'],
])('integrationCommand keeps the prompt %j', (shown, kept) => {
  expect(integrationCommand(shown)).toContain(kept);
});
