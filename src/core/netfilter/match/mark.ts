import { compare } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { withoutEntry } from './conntrack.ts';
import { equalsMasked, hex, parseMasked } from './numbers.ts';

/** `-m mark --mark VALUE/MASK` (xt_mark.c). */
export const markTest: OptionCompiler = ({ negated }, value) => {
  const wanted = parseMasked(value);
  return ({ packet: { mark } }) => compare(equalsMasked(mark, wanted), negated, 'mark', hex(mark));
};

/** `-m connmark --mark VALUE/MASK` (xt_connmark.c). */
export const connmarkTest: OptionCompiler = ({ negated }, value) => {
  const wanted = parseMasked(value);
  return (view) => {
    const mark = view.connection?.mark ?? 0;
    return withoutEntry(view) ?? compare(equalsMasked(mark, wanted), negated, 'connmark', hex(mark));
  };
};
