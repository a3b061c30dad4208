import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AnswerReader, formatRequest, pieces } from '../../../../src/core/machine/control.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('a request counts its script in bytes', () => {
  expect(decode(formatRequest('7', encode('echo 网桥'), 5))).toBe('7 5 11\necho 网桥');
});

test('answers are read in whatever pieces they come', () => {
  const answers = fc.array(
    fc.record({
      id: fc.stringMatching(/^[a-z0-9]{1,6}$/),
      status: fc.nat(255),
      output: fc.uint8Array({ maxLength: 200 }),
    }),
  );
  fc.assert(
    fc.property(answers, fc.integer({ min: 1, max: 50 }), (sent, size) => {
      const bytes = sent.flatMap(({ id, status, output }) => [
        ...encode(`${id} ${status} ${output.length}\n`),
        ...output,
      ]);
      const reader = new AnswerReader();
      const read = [...pieces(Uint8Array.from(bytes), size)].flatMap((piece) => reader.push(piece));
      expect(read).toEqual(sent);
    }),
  );
});

test('a line that is no answer is an error that shows it', () => {
  expect(() => new AnswerReader().push(encode('Kernel panic\n'))).toThrow('no answer: Kernel panic');
});
