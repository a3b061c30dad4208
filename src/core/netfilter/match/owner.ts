import { compare, matched, missed, undecided } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { parseNumber, parseRange } from './numbers.ts';

/** `--uid-owner` and `--gid-owner` (xt_owner.c): of a packet made here; a forwarded one has no socket. */
export function ownerTest(field: 'uid' | 'gid'): OptionCompiler {
  return ({ negated }, value) => {
    if (!/^\d/.test(value)) return () => undecided(field, 'name');
    const { from, to } = parseRange(value, 0xffffffff, parseNumber, '-');
    return ({ packet }) => {
      if (!packet.local) return negated ? matched : missed(field, null);
      const id = packet[field];
      return compare(id === null ? null : id >= from && id <= to, negated, field, id);
    };
  };
}

/** `--socket-exists`. */
export const socketExistsTest: OptionCompiler =
  ({ negated }) =>
  ({ packet }) =>
    packet.local ? undecided('socket', 'socket') : compare(false, negated, 'socket', null);
