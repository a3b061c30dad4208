import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadTape } from '../../../src/recorder/tape/load-tape.ts';

const errors = join(import.meta.dirname, '..', '..', 'fixtures', 'tapes', 'errors');
const files = readdirSync(errors);
const namesOf = (suffix: string) =>
  files.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
const wrong = namesOf('.tape.yaml');

function messageOf(file: string): string {
  try {
    loadTape(file);
    return '(no error)';
  } catch (error) {
    return (error as Error).message.replaceAll(relative(process.cwd(), errors) + '/', '');
  }
}

describe('tapes that are wrong', () => {
  test('each have their message beside them', () => {
    expect(namesOf('.message.txt')).toEqual(wrong);
    expect(wrong.length).toBeGreaterThan(30);
  });

  // The message stands beside the tape, so that a changed message is reviewed as such.
  test.each(wrong)('%s', (name) => {
    const pinned = readFileSync(join(errors, `${name}.message.txt`), 'utf8');
    expect(`${messageOf(join(errors, `${name}.tape.yaml`))}\n`).toBe(pinned);
  });

  test('say where: each line begins with file, line and column', () => {
    const places = wrong.filter((name) => name !== 'Bad_Name');
    for (const name of places) {
      const lines = readFileSync(join(errors, `${name}.message.txt`), 'utf8')
        .trimEnd()
        .split('\n');
      expect(lines.filter((line) => !line.startsWith(`${name}.tape.yaml:`))).toEqual([]);
      expect(lines.filter((line) => !/^[^:]+:\d+:\d+[: ]/.test(line))).toEqual([]);
    }
  });

  test('a tape that is not there', () => {
    expect(messageOf(join(errors, 'nowhere.tape.yaml'))).toBe('nowhere.tape.yaml: no such tape');
  });
});
