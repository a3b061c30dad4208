import type { Option } from '../model/ruleset.ts';
import { hex, parseMasked, parseNumber } from '../match/numbers.ts';
import type { Change } from '../model/trace.ts';
import type { WalkState } from '../walk/walk-state.ts';
import type { Effect } from './effect.ts';

interface Xmark {
  value: number;
  mask: number;
}

/** How MARK and CONNMARK write what they set: clear the mask's bits, then XOR (libxt_MARK.c). */
function readXmark({ name, values }: Option): Xmark | null {
  const text = values[0] ?? '';
  switch (name) {
    case '--set-xmark':
      return parseMasked(text);
    case '--set-mark': {
      const { value, mask } = parseMasked(text);
      return { value, mask: (mask | value) >>> 0 };
    }
    case '--and-mark':
      return { value: 0, mask: ~parseNumber(text) >>> 0 };
    case '--or-mark':
      return { value: parseNumber(text), mask: parseNumber(text) };
    case '--xor-mark':
      return { value: parseNumber(text), mask: 0 };
    default:
      return null;
  }
}

function apply(before: number, { value, mask }: Xmark): number {
  return ((before & ~mask) ^ value) >>> 0;
}

/** MARK (xt_mark.c). */
export function markEffect(options: readonly Option[]): Effect {
  const xmark = options.map(readXmark).find((found) => found !== null);
  return {
    verdict: 'CONTINUE',
    pure: false,
    run: (state) => (xmark ? state.rewrite({ mark: apply(state.packet.mark, xmark) }) : []),
  };
}

function setConnmark(state: WalkState, mark: number): Change[] {
  const { connection } = state;
  if (!connection || connection.mark === mark) return [];
  state.connection = { ...connection, mark };
  return [{ field: 'connmark', from: hex(connection.mark), to: hex(mark) }];
}

/** CONNMARK: sets the connection's mark, saves the packet's into it, or restores it (xt_connmark.c). */
export function connmarkEffect(options: readonly Option[]): Effect {
  const find = (name: string) => options.find((option) => option.name === name);
  const maskOf = (name: string) => {
    const option = find(name) ?? find('--mask');
    return option ? parseNumber(option.values[0] ?? '') : 0xffffffff;
  };
  const [nfmask, ctmask] = [maskOf('--nfmask'), maskOf('--ctmask')];
  const xmark = options.map(readXmark).find((found) => found !== null);
  return {
    verdict: 'CONTINUE',
    pure: false,
    run: (state) => {
      const { connection, packet } = state;
      if (!connection) return [];
      if (find('--save-mark'))
        return setConnmark(
          state,
          apply(connection.mark, { value: (packet.mark & nfmask) >>> 0, mask: ctmask }),
        );
      if (find('--restore-mark'))
        return state.rewrite({
          mark: apply(packet.mark, { value: (connection.mark & ctmask) >>> 0, mask: nfmask }),
        });
      return xmark ? setConnmark(state, apply(connection.mark, xmark)) : [];
    },
  };
}
