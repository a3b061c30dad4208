import { describe, expect, test } from 'vitest';
import { lineHtml } from '../../../src/core/screen/html.ts';
import { plainText } from '../../../src/core/screen/plain-text.ts';
import { lineText, renderRecording } from '../../../src/core/screen/render.ts';

const A = '\x1b]133;A\x07';
const B = '\x1b]133;B\x07';
const C = '\x1b]133;C\x07';
const D = (status: number) => `\x1b]133;D;${status}\x07`;
const prompt = `${A}\x1b[1;32mroot@host\x1b[0m:~# ${B}`;

/** Plays pieces of output with a marker before each typed command. */
async function render(...pieces: (string | { type: string })[]) {
  const events = pieces.map((piece, timeS) =>
    typeof piece === 'string'
      ? { timeS, code: 'o' as const, data: piece }
      : { timeS, code: 'm' as const, data: piece.type },
  );
  return renderRecording({ header: { version: 2, width: 20, height: 5 }, events });
}

describe('renderRecording', () => {
  test('tells prompt, input and output apart by the marks', async () => {
    const { commands } = await render(prompt, { type: 'ls' }, `ls\r\n${C}one  two\r\n`, `${D(0)}${prompt}`);
    expect(commands).toHaveLength(1);
    expect(lineText(commands[0]?.prompt ?? [])).toBe('root@host:~#');
    expect(commands[0]?.prompt[0]).toEqual({ text: 'root@host', style: { fg: 2, bold: true } });
    expect(commands[0]?.input.map(lineText)).toEqual(['ls']);
    expect(commands[0]?.output.map(lineText)).toEqual(['one  two']);
  });

  test('joins lines that the terminal wrapped', async () => {
    const long = 'x'.repeat(50);
    const { commands } = await render(prompt, { type: 'c' }, `c\r\n${C}${long}\r\n${D(0)}${prompt}`);
    expect(commands[0]?.output.map(lineText)).toEqual([long]);
  });

  test('keeps the last state of a line that is drawn over', async () => {
    const { commands } = await render(prompt, { type: 'c' }, `c\r\n${C}10%\r20%\r100%\r\n${D(0)}${prompt}`);
    expect(commands[0]?.output.map(lineText)).toEqual(['100%']);
  });

  test('ends the output where the prompt begins, also in the middle of a line', async () => {
    const { commands } = await render(prompt, { type: 'printf a' }, `printf a\r\n${C}a${D(0)}${prompt}`);
    expect(commands[0]?.output.map(lineText)).toEqual(['a']);
  });

  test('shows a resumed command without prompt and input', async () => {
    const { commands } = await render(prompt, { type: 'dump' }, `\r\x1b[Jlater\r\n${D(0)}${prompt}`);
    expect(commands[0]).toEqual({ prompt: [], input: [], output: [[{ text: 'later', style: {} }]] });
  });

  test('keeps wide characters whole', async () => {
    const { commands } = await render(prompt, { type: 'c' }, `c\r\n${C}网桥 ok\r\n${D(0)}${prompt}`);
    expect(commands[0]?.output.map(lineText)).toEqual(['网桥 ok']);
  });

  test.each([2000, 9000])('survives more output than fits on the screen: %i lines', async (length) => {
    const many = Array.from({ length }, (_, index) => `line ${index}`);
    const { commands } = await render(
      prompt,
      { type: 'c' },
      `c\r\n${C}${many.join('\r\n')}\r\n${D(0)}${prompt}`,
    );
    expect(commands[0]?.output.map(lineText)).toEqual(many);
  });
});

test('plainText reads as the terminal did', async () => {
  const text = plainText(await render(prompt, { type: 'ls' }, `ls\r\n${C}one\r\n`, `${D(0)}${prompt}`));
  expect(text).toBe('root@host:~# ls\none\n');
});

test('lineHtml lets no markup through', () => {
  expect(lineHtml([{ text: '<script>"&', style: { fg: 1 } }])).toBe(
    '<span class="t-fg-1">&lt;script&gt;&quot;&amp;</span>',
  );
  expect(lineHtml([{ text: 'x', style: { fg: 196, bg: '#010203' } }])).toBe(
    '<span style="color:#ff0000;background-color:#010203">x</span>',
  );
});
