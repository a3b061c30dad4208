import { compareAddresses, parseAddress } from '../address.ts';
import { isNot, suchAs } from '../problem.ts';
import { compare } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { ValueError } from './value-error.ts';

/** `--src-range` and `--dst-range` (xt_iprange.c). */
export function addressRangeTest(field: 'src' | 'dst'): OptionCompiler {
  return ({ negated }, value) => {
    const [low, high = low] = value.split('-');
    const from = parseAddress(low ?? '');
    const to = parseAddress(high ?? '');
    if (!from || !to || from.length !== to.length || compareAddresses(from, to) > 0)
      throw new ValueError(
        isNot(value, { en: 'a range of addresses', zh: '地址范围' }, suchAs('192.0.2.10-192.0.2.20')),
      );
    return ({ packet }) => {
      const words = parseAddress(packet[field]);
      const holds =
        words?.length === from.length &&
        compareAddresses(words, from) >= 0 &&
        compareAddresses(words, to) <= 0;
      return compare(holds, negated, field, packet[field]);
    };
  };
}
