import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress, decompress, mostCharacters } from '../../../src/browser/tracer/compress.ts';
import { joinFields, splitFields } from '../../../src/browser/tracer/packet-text.ts';
import {
  emptyState,
  longestHash,
  packMachine,
  readHash,
  writeHash,
  type TracerState,
} from '../../../src/browser/tracer/url-state.ts';

const states: fc.Arbitrary<TracerState> = fc.record({
  scenario: fc.constantFrom(null, 'docker-iptables/publish', 'a/b-2'),
  engine: fc.constantFrom(null, 'docker-28'),
  own: fc.option(
    fc.record({ rules: fc.string({ unit: 'grapheme' }), addresses: fc.string(), routes: fc.string() }),
  ),
  compare: fc.constantFrom(null, 'docker-20'),
  packet: fc.constantFrom(null, 'in=eth0 src=2001:db8::1 dst=::1 proto=tcp flags=SYN,ACK'),
  position: fc.constantFrom('first', 'reply', 'later'),
  choices: fc.array(fc.boolean(), { maxLength: 64 }),
  laterChoices: fc.array(fc.boolean(), { maxLength: 64 }),
  step: fc.nat(1_000_000),
});

test('a state read from its own link is the same', async () => {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const packed = state.own && (await packMachine(state.own));
      expect(await readHash(`#${writeHash(state, packed)}`)).toEqual(state);
    }),
  );
});

test('whatever a link holds, it gives a state within bounds or one error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),

        fc.string().map((text) => `z=${encodeURIComponent(text)}`),
      ),
      async (hash) => {
        let state;
        try {
          state = await readHash(hash);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          return;
        }
        expect(state.choices.length).toBeLessThanOrEqual(64);
        expect(state.step).toBeLessThanOrEqual(1_000_000);
        expect(state.packet?.length ?? 0).toBeLessThanOrEqual(400);
        expect(state.scenario ?? 'a/b').toMatch(/^[a-z\d-]+\/[a-z\d-]+$/);
      },
    ),
  );
});

test('names of scenarios and engines that could lead elsewhere are not read', async () => {
  const state = await readHash('#s=../../etc/passwd&e=//evil.example&c=%3Cscript%3E&i=-1&f=x&b=2');
  expect(state).toEqual(emptyState);
});

test('a few bytes that stand for gigabytes are refused', async () => {
  const bomb = await compress('x'.repeat(mostCharacters + 1));
  expect(bomb.length).toBeLessThan(longestHash);
  await expect(decompress(bomb)).rejects.toThrow('longer than');
  await expect(readHash(`z=${bomb}`)).rejects.toThrow('longer than');
});

test('what is no packed machine is refused', async () => {
  for (const text of ['', 'null', '{}', '[1,2]', '["a"', 'x'])
    await expect(readHash(`z=${await compress(text)}`)).rejects.toThrow();
  await expect(readHash('z=AAAA')).rejects.toThrow();
  await expect(readHash(`s=${'a'.repeat(longestHash)}`)).rejects.toThrow('longer than');
});

test('the form and the description of a packet say the same', () => {
  const { text, fieldAt } = joinFields({ in: 'eth0', src: '', dst: ' 192.0.2.10 ', flags: 'SYN ACK' });
  expect(text).toBe('in=eth0 dst=192.0.2.10 flags=SYN,ACK');
  expect(splitFields(text)).toEqual({ in: 'eth0', dst: '192.0.2.10', flags: 'SYN,ACK' });
  expect(fieldAt(text.indexOf('192') + 1)).toBe('dst');
  expect(fieldAt(text.length + 1)).toBeNull();
});
