import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadTape } from '../../../src/recorder/tape/load-tape.ts';
import { selectTapes } from '../../../src/recorder/tape/select-tapes.ts';
import { hashTape } from '../../../src/schemas/tape-hash.ts';
import { tape } from '../../../src/schemas/tape.ts';

const errors = join(import.meta.dirname, '..', '..', 'fixtures', 'tapes', 'errors');
const names = readdirSync(errors).filter((name) => name.endsWith('.tape.yaml'));

function messageOf(file: string): string {
  try {
    loadTape(file);
    return '(no error)';
  } catch (error) {
    return (error as Error).message.replaceAll(relative(process.cwd(), errors) + '/', '');
  }
}

describe('tapes that are wrong', () => {
  test('are all kept', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  // The message stands beside the tape, so that a changed message is reviewed as such.
  test.each(names)('%s', (name) => {
    const pinned = readFileSync(join(errors, name.replace('.tape.yaml', '.message.txt')), 'utf8');
    expect(`${messageOf(join(errors, name))}\n`).toBe(pinned);
  });
});

const minimal = { title: { zh: '题' }, steps: [{ run: 'true' }] };

describe('hashTape', () => {
  test('does not change with a translated title or another engine', () => {
    const renamed = tape.parse({ ...minimal, title: { zh: '题', en: 'Title' }, engines: ['docker-20'] });
    expect(hashTape(renamed)).toBe(hashTape(tape.parse(minimal)));
  });

  test('changes with a step, a setup, a host, a capture and the daemon', () => {
    const changes = [
      { steps: [{ run: 'false' }] },
      { setup: ['true'] },
      { hosts: { client: '192.0.2.20' } },
      { capture: { rules: 'iptables-save' } },
      { daemon: ['--iptables=false'] },
    ];
    const hashes = [minimal, ...changes.map((change) => ({ ...minimal, ...change }))].map((one) =>
      hashTape(tape.parse(one)),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('selectTapes', () => {
  const chapters = join(import.meta.dirname, '..', '..', '..', 'content', 'chapters');

  test('finds a chapter by its folder, its name and its number', () => {
    const all = selectTapes(chapters, ['01-network-basics']);
    expect(all.length).toBeGreaterThan(3);
    expect(selectTapes(chapters, ['network-basics'])).toEqual(all);
    expect(selectTapes(chapters, ['01'])).toEqual(all);
    expect(selectTapes(chapters, ['01/none'])).toHaveLength(1);
  });

  test('names the nearest when there is none', () => {
    expect(() => selectTapes(chapters, ['network-basic'])).toThrow(
      'no chapter `network-basic`; nearest: 01-network-basics',
    );
    expect(() => selectTapes(chapters, ['01/nonne'])).toThrow(
      /^no tape `nonne` in 01-network-basics; nearest: none/,
    );
  });
});
