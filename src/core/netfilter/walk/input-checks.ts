import { parseAddress } from '../address.ts';
import type { KernelDrop } from '../model/trace.ts';
import type { RouteAnswer } from './routing.ts';
import type { WalkState } from './walk-state.ts';

function firstByte(address: string): number {
  return (parseAddress(address)?.[0] ?? 0) >>> 24;
}

/** ip6_input.c ip6_rcv_core, before PREROUTING. */
function checkIpv6({ packet, routing }: WalkState): KernelDrop | null {
  if (firstByte(packet.src) === 0xff) return 'martian-source';
  if (routing.isLoopback(packet.in)) return null;
  if (packet.src === '::1') return 'martian-source';
  return packet.dst === '::1' ? 'martian-destination' : null;
}

/** Whether an interface lets addresses of 127.0.0.0/8 pass; said when it was only taken to. */
export function routesLocalnet(state: WalkState, device: string | null): boolean {
  const { routeLocalnet } = state.routing.network;
  if (routeLocalnet !== null) return device !== null && routeLocalnet.includes(device);
  state.assume('route-localnet', device ?? '');
  return true;
}

/** route.c ip_route_input_slow and fib_frontend.c fib_validate_source, after PREROUTING. */
function checkIpv4(state: WalkState): KernelDrop | null {
  const { packet, routing } = state;
  if (routing.isLoopback(packet.in)) return null;
  const source = firstByte(packet.src);
  if (source >= 224 || (source === 127 && !routesLocalnet(state, packet.in))) return 'martian-source';
  if (source === 0 && !(packet.src === '0.0.0.0' && packet.dst === '255.255.255.255'))
    return 'martian-source';
  const destination = firstByte(packet.dst);
  if (destination === 0 || (destination === 127 && !routesLocalnet(state, packet.in)))
    return 'martian-destination';
  if (routing.hasAddress(packet.src)) return 'martian-source';
  return checkReversePath(state);
}

function checkReversePath(state: WalkState): KernelDrop | null {
  const { packet, routing } = state;
  const { rpFilter } = routing.network;
  if (rpFilter === 0 || packet.src === '0.0.0.0') return null;
  const route = routing.lookup(packet.src, null);
  const strict = route.kind === 'unicast' && route.device === packet.in;
  const loose = route.kind === 'unicast';
  if (rpFilter === null) {
    if (!strict) state.assume('rp-filter', 'off');
    return null;
  }
  return (rpFilter === 1 ? strict : loose) ? null : 'rp-filter';
}

/** What the kernel itself refuses of a packet that comes in, before the PREROUTING hook and after it. */
export function checkInput(state: WalkState, when: 'before' | 'after'): KernelDrop | null {
  const isIpv6 = state.packet.family === 'ipv6';
  if (when === 'before') return isIpv6 ? checkIpv6(state) : null;
  return isIpv6 ? null : checkIpv4(state);
}

/** What the kernel itself refuses to forward (ip_forward.c, ip6_output.c ip6_forward). */
export function checkForward(state: WalkState, route: RouteAnswer): KernelDrop | null {
  const { forwarding } = state.routing.network;
  if (forwarding === false) return 'forwarding-off';
  if (forwarding === null) state.assume('forwarding', 'on');
  if (route.kind === 'none') return 'no-route';
  if (route.kind === 'blackhole' || route.kind === 'unreachable' || route.kind === 'prohibit')
    return route.kind;
  return state.packet.pkttype === 'unicast' ? null : 'broadcast-not-forwarded';
}
