import { expect, test } from 'vitest';
import { readingMinutes } from '../../../src/core/reading-time.ts';

test.each([
  ['Chinese characters', '网'.repeat(700), 2],
  ['Latin words', 'word '.repeat(600), 3],
  ['transcripts', '<Transcript act="a" />\n'.repeat(4), 2],
  ['a short text', '短。', 1],
  [
    'neither imports, tags nor code blocks',
    "import a from 'a';\n\n```mermaid\n" +
      '网\n'.repeat(700) +
      '```\n\n<Output match="' +
      '网'.repeat(700) +
      '" />',
    1,
  ],
])('counts %s', (_, text, minutes) => {
  expect(readingMinutes(text)).toBe(minutes);
});
