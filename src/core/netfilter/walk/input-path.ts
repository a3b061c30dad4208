import type { Outcome } from '../model/trace.ts';
import { seesBridged, staysInBridge, walkBridge } from './bridge-path.ts';
import { checkForward, checkInput } from './input-checks.ts';
import type { RouteAnswer } from './routing.ts';
import { runHook } from './run-hook.ts';
import type { Walk } from './walk.ts';

/** A packet for this machine: INPUT, then its process. */
export function deliver(walk: Walk): Outcome {
  walk.via = null;
  walk.recordRouting('local');
  return runHook(walk, 'INPUT') ?? walk.end('delivered');
}

function forward(walk: Walk, route: RouteAnswer): Outcome {
  const { state } = walk;
  const refused = checkForward(state, route);
  if (refused) return walk.end('dropped', refused);
  walk.via = route.via;
  walk.move({ out: route.device });
  walk.recordRouting('forward');
  if (state.packet.ttl !== null) {
    if (state.packet.ttl <= 1) return walk.end('dropped', 'ttl-exceeded');
    state.packet = { ...state.packet, ttl: state.packet.ttl - 1 };
  }
  return runHook(walk, 'FORWARD') ?? runHook(walk, 'POSTROUTING') ?? walk.end('forwarded');
}

/** Routing after PREROUTING: to this machine, or on. */
function route(walk: Walk): Outcome {
  const { packet, routing } = walk.state;
  // NAT made it ::1: only a route by the very interface counts then (ip6_route_input's rt6_need_strict).
  if (packet.dst === '::1' && !routing.isLoopback(packet.in)) {
    const strict = routing.lookupMain('::1', packet.in);
    return strict.kind === 'none' ? walk.end('dropped', 'martian-destination') : forward(walk, strict);
  }
  const type = routing.typeOf(packet.dst, null);
  if (type === 'LOCAL' || type === 'BROADCAST' || type === 'MULTICAST') return deliver(walk);
  return forward(walk, routing.lookup(packet.dst, null));
}

/** The input path: a frame came in. */
export function walkInput(walk: Walk): Outcome {
  const { state } = walk;
  const { routing } = state;
  const { in: from } = state.packet;
  const bridged = from !== null && staysInBridge(state, from, false);
  // br_netfilter runs PREROUTING while the frame is still the bridge's; only then does the host look at it.
  state.viaBridge = from !== null && routing.isBridge(from) && routing.bridgeNetfilter;
  const early = state.viaBridge ? null : checkInput(state, 'before');
  if (early) return walk.end('dropped', early);
  if (bridged && !seesBridged(state)) return walkBridge(walk, false);
  const dst = state.packet.dst;
  const stopped = runHook(walk, 'PREROUTING');
  if (stopped) return stopped;
  const translated = state.packet.dst !== dst;
  const inBridge = translated
    ? from !== null && seesBridged(state, from) && staysInBridge(state, from, true)
    : bridged;
  // IPv4 asks for the route as if to forward (br_nf_pre_routing_finish), IPv6 does not.
  if (inBridge && translated && state.packet.family === 'ipv4' && routing.network.forwarding === false)
    return walk.end('dropped', 'forwarding-off');
  if (inBridge) return walkBridge(walk, true);
  const late = (state.viaBridge ? checkInput(state, 'before') : null) ?? checkInput(state, 'after');
  return late ? walk.end('dropped', late) : route(walk);
}
