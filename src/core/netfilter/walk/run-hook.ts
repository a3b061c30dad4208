import type { Packet } from '../model/packet.ts';
import type { Hook, Outcome } from '../model/trace.ts';
import { bindNat } from '../target/bind.ts';
import { walkChain, type ChainEnd } from './chain-walk.ts';
import { orderOf } from './hook-order.ts';
import { track } from './track.ts';
import { manipOf, translate } from './translate.ts';
import type { Walk } from './walk.ts';

function runTable(walk: Walk, name: string): ChainEnd | null {
  const table = walk.start.ruleset.tables.get(name);
  return table ? walkChain(walk, table, walk.state.hook) : null;
}

/** A nat table that the kernel does not ask, since no rule makes it track connections. */
function natSleeps({ start: { ruleset } }: Walk): boolean {
  return !ruleset.tracksConnections && ruleset.tables.has('nat');
}

function runConntrack(walk: Walk): null {
  const { state, start, steps } = walk;
  // A packet that comes back by lo still has its entry (nf_conntrack_in).
  if (state.packet.ctstate !== null) return null;
  track(state, start.spec, start.connection);
  const { hook, packet, direction, connection } = state;
  // The entry is kept all the same, so that an answer to the packet can be followed.
  if (natSleeps(walk)) return null;
  steps.push({
    kind: 'conntrack',
    hook,
    packet,
    state: packet.ctstate ?? 'INVALID',
    direction,
    connection,
  });
  return null;
}

/** nf_nat_core.c nf_nat_inet_fn: the table for what is not settled yet, then the stored translation. */
function runNat(walk: Walk): ChainEnd | null {
  const { state, steps } = walk;
  if (!state.connection) return null;
  if (natSleeps(walk)) {
    const rules = walk.start.ruleset.tables.get('nat')?.chains.get(state.hook)?.rules ?? [];
    if (rules.length > 0) state.assume('conntrack-off', '');
    return null;
  }
  const manip = manipOf(state.hook);
  if (state.isFirst && !state.natDone[manip]) {
    const end = runTable(walk, 'nat');
    if (end && end.verdict !== 'ACCEPT') return end;
    // The null binding: this half stays as it is.
    if (!state.natDone[manip])
      bindNat(state, manip, { from: null, to: null, ports: null, random: false, persistent: false });
    return null;
  }
  const changes = translate(state);
  const { hook, packet, direction } = state;
  if (changes.length > 0) steps.push({ kind: 'translation', hook, packet, direction, changes });
  return null;
}

function stop(walk: Walk, end: ChainEnd): Outcome {
  if (end.verdict === 'UNKNOWN') return walk.end('unknown', 'userspace', end);
  return walk.end(end.verdict === 'REJECT' ? 'rejected' : 'dropped', walk.state.drop, end);
}

/**
 * Runs a hook's tables; null when the packet passed them.
 * @param after called after each table with the packet as it was before; what it returns ends the walk
 */
export function runHook(
  walk: Walk,
  hook: Hook,
  after?: (table: string, before: Packet) => Outcome | null,
): Outcome | null {
  const { state } = walk;
  state.hook = hook;
  for (const table of orderOf(hook, walk.start.ruleset)) {
    const before = state.packet;
    const end =
      table === 'conntrack' ? runConntrack(walk) : table === 'nat' ? runNat(walk) : runTable(walk, table);
    if (end && end.verdict !== 'ACCEPT') return stop(walk, end);
    const outcome = after?.(table, before);
    if (outcome) return outcome;
  }
  if (hook === 'POSTROUTING' || hook === 'INPUT') state.confirmed = true;
  return null;
}
