import type { Packet } from '../model/packet.ts';
import type { KernelDrop, Outcome } from '../model/trace.ts';
import { routesLocalnet } from './input-checks.ts';
import { deliver } from './input-path.ts';
import type { RouteAnswer } from './routing.ts';
import { runHook } from './run-hook.ts';
import type { Walk } from './walk.ts';

function unroutable({ kind }: RouteAnswer): KernelDrop | null {
  if (kind === 'none') return 'no-route';
  return kind === 'blackhole' || kind === 'unreachable' || kind === 'prohibit' ? kind : null;
}

/** net/netfilter ip_route_me_harder: mangle OUTPUT and NAT may change what the route depends on. */
function needsRoute(table: string, before: Packet, now: Packet): boolean {
  const moved = now.dst !== before.dst || now.src !== before.src;
  const marked = table === 'mangle' && (now.mark !== before.mark || now.tos !== before.tos);
  return moved || marked;
}

/** Routes the packet anew within OUTPUT: the new interface, or how the walk ends. */
function routeAgain(walk: Walk): { out: string | null } | Outcome {
  const { state, start } = walk;
  const { packet, routing } = state;
  const route = routing.lookup(packet.dst, start.spec.out ?? null);
  const refused = unroutable(route);
  if (refused) return walk.end('dropped', refused);
  // route.c __mkroute_output: an address of 127.0.0.0/8 does not leave the machine without route_localnet.
  const leaves = packet.src.startsWith('127.') && !routing.isLoopback(route.device);
  if (leaves && !routesLocalnet(state, route.device)) return walk.end('dropped', 'martian-source');
  walk.via = route.via;
  walk.recordRouting('output', route.device, true);
  return { out: route.device };
}

/** The output path: the packet is made here. */
export function walkOutput(walk: Walk): Outcome {
  const { state, start } = walk;
  const { routing } = state;
  state.hook = 'OUTPUT';
  const route = routing.lookup(state.packet.dst, start.spec.out ?? null);
  const refused = unroutable(route);
  if (refused) return walk.end('dropped', refused);
  walk.via = route.via;
  walk.move({ out: route.device });
  walk.recordRouting('output');
  let { out } = state.packet;
  const refusedOut = runHook(walk, 'OUTPUT', (table, before) => {
    if (!needsRoute(table, before, state.packet)) return null;
    const again = routeAgain(walk);
    if ('kind' in again) return again;
    ({ out } = again);
    return null;
  });
  if (refusedOut) return refusedOut;
  // `-o` does not see the new way before POSTROUTING: nf_hook_state is set once a hook.
  walk.move({ out });
  const stopped = runHook(walk, 'POSTROUTING');
  if (stopped) return stopped;
  if (!routing.isLoopback(state.packet.out)) return walk.end('sent');
  walk.move({ in: 'lo', out: null });
  state.hook = 'PREROUTING';
  walk.steps.push({ kind: 'loopback', hook: state.hook, packet: state.packet });
  return runHook(walk, 'PREROUTING') ?? deliver(walk);
}
