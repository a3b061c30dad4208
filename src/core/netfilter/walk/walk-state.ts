import type { Connection, Direction } from '../model/connection.ts';
import type { Packet } from '../model/packet.ts';
import type { Assumption, Change, Hook, KernelDrop } from '../model/trace.ts';
import type { View } from '../match/view.ts';
import type { Routing } from './routing.ts';

/** The two halves of NAT; PREROUTING and OUTPUT change the destination, POSTROUTING and INPUT the source. */
export type Manip = 'source' | 'destination';

/** Where a packet is and what the kernel knows of it; a walk changes it step by step. */
export class WalkState implements View {
  packet: Packet;
  hook: Hook = 'PREROUTING';
  connection: Connection | null = null;
  direction: Direction = 'original';
  confirmed = false;
  stateOnly = false;
  /** The walk's packet is the first of its connection; the nat table is for those. */
  isFirst = false;
  /** Which halves of NAT are settled (IPS_SRC_NAT_DONE, IPS_DST_NAT_DONE). */
  readonly natDone: Record<Manip, boolean> = { source: false, destination: false };
  /** `CT --notrack` was there. */
  untracked = false;
  viaBridge = false;
  bridged = false;
  zone = 0;
  helper: string | null = null;
  /** Set by a target that drops for a reason of the kernel's own. */
  drop: KernelDrop | null = null;
  readonly assumptions: Assumption[] = [];
  readonly routing: Routing;

  constructor(packet: Packet, routing: Routing) {
    this.packet = packet;
    this.routing = routing;
  }

  /** Rewrites fields of the packet and says which changed. */
  rewrite(to: Partial<Pick<Packet, 'src' | 'sport' | 'dst' | 'dport' | 'mark' | 'tos' | 'ttl'>>): Change[] {
    const changes: Change[] = [];
    for (const field of ['src', 'sport', 'dst', 'dport', 'mark', 'tos', 'ttl'] as const) {
      const value = to[field];
      const before = this.packet[field];
      if (value !== undefined && value !== before)
        changes.push({ field, from: show(before), to: show(value) });
    }
    if (changes.length > 0) this.packet = { ...this.packet, ...to };
    return changes;
  }

  assume(kind: Assumption['kind'], value: string): void {
    if (!this.assumptions.some((known) => known.kind === kind && known.value === value))
      this.assumptions.push({ kind, value });
  }
}

function show(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
