import type { Change, Hook } from '../model/trace.ts';
import { hasPorts } from '../protocols.ts';
import { reverse } from '../target/bind.ts';
import type { Manip, WalkState } from './walk-state.ts';

/** Which half of NAT a hook changes (include/net/netfilter/nf_nat.h HOOK2MANIP). */
export function manipOf(hook: Hook): Manip {
  return hook === 'POSTROUTING' || hook === 'INPUT' ? 'source' : 'destination';
}

/**
 * Applies a connection's stored translation (nf_nat_core.c nf_nat_packet): in the reply direction what changed the
 * source restores the destination, and the other way round.
 */
export function translate(state: WalkState): Change[] {
  const { connection, direction, hook, packet } = state;
  if (!connection) return [];
  const manip = manipOf(hook);
  const isReply = direction === 'reply';
  const changesSource = (manip === 'source') !== isReply;
  if (!(changesSource ? connection.sourceNat : connection.destinationNat)) return [];
  const target = reverse(isReply ? connection.original : connection.reply);
  const ports = hasPorts(packet.proto);
  return manip === 'source'
    ? state.rewrite({ src: target.src, ...(ports ? { sport: target.sport } : {}) })
    : state.rewrite({ dst: target.dst, ...(ports ? { dport: target.dport } : {}) });
}
