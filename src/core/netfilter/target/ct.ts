import type { Option } from '../model/ruleset.ts';
import type { Change } from '../model/trace.ts';
import { parseNumber } from '../match/numbers.ts';
import type { Effect } from './effect.ts';

/** CT and NOTRACK (xt_CT.c): what conntrack is told before it sees the packet; too late when it has. */
export function ctEffect(options: readonly Option[]): Effect {
  const find = (name: string) => options.find((option) => option.name === name);
  const zoneText = find('--zone')?.values[0];
  // `--zone mark` takes the packet's mark.
  const zone = zoneText === undefined || zoneText === 'mark' ? null : parseNumber(zoneText, 65535);
  const helper = find('--helper')?.values[0];
  const notrack = find('--notrack') !== undefined;
  return {
    verdict: 'CONTINUE',
    pure: false,
    run: (state) => {
      const { ctstate } = state.packet;
      // On lo a packet that conntrack made nothing of comes by a second time, and may be told apart then.
      if (ctstate !== null && !(ctstate === 'INVALID' && notrack)) return [];
      if (ctstate === 'INVALID') state.packet = { ...state.packet, ctstate: 'UNTRACKED' };
      const changes: Change[] = [];
      if (notrack) {
        state.untracked = true;
        changes.push({ field: 'untracked', from: null, to: 'UNTRACKED' });
      }
      const wanted = zoneText === 'mark' ? state.packet.mark & 0xffff : zone;
      if (wanted !== null && wanted !== state.zone) {
        changes.push({ field: 'zone', from: String(state.zone), to: String(wanted) });
        state.zone = wanted;
      }
      if (helper !== undefined) {
        changes.push({ field: 'helper', from: state.helper, to: helper });
        state.helper = helper;
      }
      return changes;
    },
  };
}
