import type { Outcome } from '../model/trace.ts';
import { runHook } from './run-hook.ts';
import type { Walk } from './walk.ts';
import type { WalkState } from './walk-state.ts';

/** Whether br_netfilter is on; said when it was only taken to be. */
export function seesBridged(state: WalkState, bridge = state.packet.in): boolean {
  const { routing } = state;
  if (routing.network.bridgeNetfilter === null && bridge !== null && routing.isBridge(bridge))
    state.assume('bridge-netfilter', 'on');
  return routing.bridgeNetfilter;
}

/**
 * Whether a frame that came in by a bridge goes on to another of its ports. A destination of the bridge's own subnet
 * was asked for by ARP, so the frame is not for this machine; after DNAT, br_netfilter hands the frame back to the
 * bridge where the route leads there (br_netfilter_hooks.c br_nf_pre_routing_finish).
 */
export function staysInBridge({ packet, routing }: WalkState, from: string, afterDnat: boolean): boolean {
  if (!routing.isBridge(from)) return false;
  const route = routing.lookup(packet.dst, null);
  return route.kind === 'unicast' && route.device === from && (afterDnat || route.via === packet.dst);
}

/** Back to where it came from: a bridge does that for ports in hairpin mode only (br_forward.c should_deliver). */
function hairpinRefused({ state, start }: Walk): boolean {
  const { dst, src, physin } = state.packet;
  const original = state.connection?.original;
  if (dst !== src && !(state.direction === 'original' && original?.src === dst)) return false;
  const port = physin ?? start.spec.in ?? null;
  const hairpin = state.routing.interfaceOf(port)?.hairpin ?? null;
  if (hairpin === null) state.assume('hairpin', 'on');
  return hairpin === false;
}

/** From one port of a bridge to another; `seen` when br_netfilter shows the frame to iptables. */
export function walkBridge(walk: Walk, seen: boolean): Outcome {
  const { state, steps } = walk;
  const { in: bridge, dst } = state.packet;
  walk.via = dst;
  if (bridge === null) return walk.end('unknown');
  walk.move({ out: bridge });
  steps.push({ kind: 'bridge', hook: state.hook, packet: state.packet, bridge, seen });
  if (hairpinRefused(walk)) return walk.end('dropped', 'hairpin-off');
  if (!seen) return walk.end('bridged');
  state.bridged = true;
  const refused = runHook(walk, 'FORWARD');
  if (refused) return refused;
  // POSTROUTING of a bridged packet has no input interface (br_nf_post_routing passes none).
  walk.move({ in: null });
  return runHook(walk, 'POSTROUTING') ?? walk.end('bridged');
}
