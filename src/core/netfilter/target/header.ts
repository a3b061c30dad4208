import type { Option } from '../model/ruleset.ts';
import { parseDscpClass, parseTos } from '../match/header.ts';
import { parseNumber } from '../match/numbers.ts';
import type { Effect } from './effect.ts';

function changing(change: (tos: number) => number): Effect {
  return {
    verdict: 'CONTINUE',
    pure: false,
    run: (state) => (state.packet.tos === null ? [] : state.rewrite({ tos: change(state.packet.tos) })),
  };
}

/** TOS (xt_DSCP.c tos_tg). */
export function tosEffect(options: readonly Option[]): Effect {
  const [option] = options;
  const text = option?.values[0] ?? '';
  if (option && option.name !== '--set-tos') {
    const bits = parseNumber(text, 255);
    if (option.name === '--and-tos') return changing((tos) => tos & bits);
    return changing(option.name === '--or-tos' ? (tos) => tos | bits : (tos) => tos ^ bits);
  }
  const { value, mask } = parseTos(text);
  return changing((tos) => (tos & ~mask) ^ value);
}

/** DSCP (xt_DSCP.c dscp_tg): the lower two bits, ECN, stay. */
export function dscpEffect(options: readonly Option[]): Effect {
  const [option] = options;
  const text = option?.values[0] ?? '';
  const dscp = option?.name === '--set-dscp-class' ? parseDscpClass(text) : parseNumber(text, 63);
  return changing((tos) => (tos & 3) | (dscp << 2));
}

/** TTL and HL (xt_HL.c). */
export function ttlEffect(options: readonly Option[]): Effect {
  const [option] = options;
  const value = parseNumber(option?.values[0] ?? '', 255);
  return {
    verdict: 'CONTINUE',
    pure: false,
    run: (state) => {
      const { ttl } = state.packet;
      if (option?.name.endsWith('-set')) return state.rewrite({ ttl: value });
      if (ttl === null) return [];
      const next = option?.name.endsWith('-dec') ? ttl - value : ttl + value;
      return state.rewrite({ ttl: Math.min(255, Math.max(0, next)) });
    },
  };
}
