import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../../../src/core/netfilter/address.ts';
import { InputError } from '../../../../src/core/netfilter/input-error.ts';
import { parseNetwork } from '../../../../src/core/netfilter/parse/parse-network.ts';
import { parsePacket } from '../../../../src/core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import { matchOptions, targetOptions } from '../../../../src/core/netfilter/parse/option-table.ts';
import { printRuleset } from '../../../../src/core/netfilter/print-ruleset.ts';
import { RulesetError } from '../../../../src/core/netfilter/ruleset-error.ts';
import { tracePacket } from '../../../../src/core/netfilter/walk/trace-packet.ts';
import { Random } from '../../../kernel/random.ts';
import { RuleWriter } from '../../../kernel/random-rules.ts';
import { randomWorld } from '../../../kernel/random-world.ts';

const fixtures = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'netfilter');
const dump = readFileSync(join(fixtures, 'docker-28-two-networks.rules'), 'utf8');

/** Runs a parser; what it throws must be its own error, and point into the text. */
function parseAnything(text: string, parse: (text: string) => unknown): void {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof RulesetError) && !(error instanceof InputError)) throw error;
    const lines = text.split('\n');
    expect(error.line).toBeGreaterThanOrEqual(1);
    expect(error.line).toBeLessThanOrEqual(lines.length);
    expect(error.column).toBeGreaterThanOrEqual(1);
    expect(error.column).toBeLessThanOrEqual((lines[error.line - 1] ?? '').length + 1);
  }
}

const words = fc.constantFrom(
  ...[
    '-A',
    'FORWARD',
    'INPUT',
    '-j',
    '-g',
    '-m',
    '-p',
    '-s',
    '-d',
    '-i',
    '-o',
    '-f',
    '-c',
    '!',
    '"',
    '\\',
    '"a b"',
  ],
  ...[
    'tcp',
    'udp',
    'icmp',
    'icmp6',
    '80',
    '1:2',
    '80,443',
    '192.0.2.0/24',
    '::1',
    'fe80::/10',
    '0x1/0x2',
    '=',
    '',
  ],
  ...[
    'ACCEPT',
    'X',
    'COMMIT',
    '*filter',
    '*nat',
    ':X',
    '-',
    '[1:2]',
    '#',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...Object.keys(matchOptions),
  ...Object.keys(targetOptions),
  ...[...Object.values(matchOptions), ...Object.values(targetOptions)].flatMap((options) =>
    Object.keys(options),
  ),
);

const lines = fc.array(words, { maxLength: 12 }).map((line) => line.join(' '));
const wordy = fc
  .array(lines, { maxLength: 8 })
  .map((body) => `*filter\n:FORWARD ACCEPT\n:X -\n${body.join('\n')}\nCOMMIT`);
const rules = fc
  .array(fc.array(words, { maxLength: 8 }), { maxLength: 5 })
  .map(
    (body) =>
      `*filter\n:FORWARD ACCEPT\n:X -\n${body.map((line) => `-A FORWARD ${line.join(' ')}`).join('\n')}\nCOMMIT`,
  );

/** A real dump with pieces cut out, doubled or changed. */
const damaged = fc
  .array(fc.tuple(fc.nat(dump.length), fc.nat(40), fc.oneof(fc.string({ maxLength: 8 }), words)), {
    maxLength: 4,
  })
  .map((cuts) =>
    cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), dump),
  );

test.each([
  ['noise', fc.string({ unit: 'binary', maxLength: 200 })],
  ['words', wordy],
  ['rules of random words', rules],
  ['a damaged dump', damaged],
])('of %s the parser makes a ruleset or its own error with line and column', (_name, texts) => {
  fc.assert(
    fc.property(texts, (text) => parseAnything(text, parseRuleset)),
    { numRuns: 1500 },
  );
});

test('of any packet and any addresses the readers make a description or their own error', () => {
  const keys = fc.constantFrom(
    'in',
    'src',
    'dst',
    'proto',
    'dport',
    'flags',
    'type',
    'local',
    'ctstate',
    'x',
    '__proto__',
  );
  const pairs = fc.array(fc.tuple(keys, fc.oneof(fc.string({ maxLength: 9 }), words)), { maxLength: 8 });
  fc.assert(
    fc.property(pairs, (list) =>
      parseAnything(list.map(([key, value]) => `${key}=${value}`).join(' '), parsePacket),
    ),
    { numRuns: 1500 },
  );
  const json = fc.json({ maxDepth: 4 }).map((text) => `[${text}]`);
  fc.assert(
    fc.property(fc.oneof(json, fc.string()), (addresses) =>
      parseAnything(addresses, (text) => parseNetwork({ addresses: text, routes: text })),
    ),
    { numRuns: 500 },
  );
});

test('what parses can be traced, whatever it is', () => {
  fc.assert(
    fc.property(rules, fc.constantFrom('tcp', 'udp', 'icmp', 'gre'), (text, proto) => {
      let ruleset;
      try {
        ruleset = parseRuleset(text);
      } catch {
        return;
      }
      const packet = { family: 'ipv4' as const, in: 'eth0', src: '192.0.2.1', dst: '198.51.100.1', proto };
      expect(tracePacket({ ruleset, packet }).verdict).toMatch(/^(ACCEPT|DROP|REJECT|UNDECIDED)$/);
    }),
    { numRuns: 1000 },
  );
});

test('printing is a fixed point: what is printed reads the same and prints the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const random = new Random(seed);
      const { world, words: vocabulary } = randomWorld(random);
      const printed = printRuleset(parseRuleset(new RuleWriter(random, world, vocabulary).write()));
      expect(printRuleset(parseRuleset(printed))).toBe(printed);
    }),
    { numRuns: 200 },
  );
});

test('an address is printed in one form, and read back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const address = parseAddress(text);
      expect(address).not.toBeNull();
      expect(parseAddress(formatAddress(address ?? []))).toEqual(address);
    }),
  );
});
