import { describe, expect, test } from 'vitest';
import { hashTape } from '../../../src/schemas/tape-hash.ts';
import { tape } from '../../../src/schemas/tape.ts';

const minimal = { title: { zh: '题' }, steps: [{ run: 'true' }] };
const hashOf = (change: object): string => hashTape(tape.parse({ ...minimal, ...change }));

describe('hashTape', () => {
  test('does not change with a translated title or another engine', () => {
    expect(hashOf({ title: { zh: '题', en: 'Title' }, engines: ['docker-20'] })).toBe(hashOf({}));
  });

  test('does not change with the order of keys, or a default written out', () => {
    expect(hashOf({ steps: [{ exit: 0, volatile: false, on: 'host', run: 'true' }], setup: [] })).toBe(
      hashOf({}),
    );
  });

  test('changes with everything that happens', () => {
    const changes = [
      {},
      { steps: [{ run: 'false' }] },
      { steps: [{ run: 'true', exit: 1 }] },
      { steps: [{ run: 'true', expect: ['x'] }] },
      { steps: [{ run: 'true', volatile: true }] },
      { steps: [{ run: 'true', inside: [{ run: 'ls' }] }] },
      { steps: [{ run: 'true' }, { run: 'true' }] },
      { setup: ['true'] },
      { setup: ['true', 'false'] },
      { setup: ['false', 'true'] },
      { hosts: { client: '192.0.2.20' } },
      { capture: { rules: 'iptables-save' } },
      { daemon: ['--iptables=false'] },
    ];
    expect(new Set(changes.map(hashOf)).size).toBe(changes.length);
  });

  // A recording holds this number: it must not change by itself.
  test('is the same in each version of this program', () => {
    expect(hashOf({})).toBe('2e05f478dc3045153e8f4eb8446fe62385c1ac6e9ea610a18d554d09fe61365f');
  });
});
