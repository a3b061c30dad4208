import type { Connection, Direction } from '../model/connection.ts';
import type { Packet, PacketSpec } from '../model/packet.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Change, Hook, KernelDrop, Outcome, RuleStep, Step } from '../model/trace.ts';
import { bindNat } from '../target/bind.ts';
import { walkChain, type ChainEnd, type Driver } from './chain-walk.ts';
import { orderOf } from './hook-order.ts';
import { checkForward, checkInput, routesLocalnet } from './input-checks.ts';
import type { RouteAnswer, Routing } from './routing.ts';
import { track } from './track.ts';
import { manipOf, translate } from './translate.ts';
import { WalkState } from './walk-state.ts';

/** What a walk starts from. */
export interface Start {
  ruleset: Ruleset;
  routing: Routing;
  spec: PacketSpec;
  packet: Packet;
  connection: Connection | null;
}

/** A walk came to an undecided rule that nobody has answered yet. */
export class OpenQuestion extends Error {
  readonly step: RuleStep;
  constructor(step: RuleStep) {
    super('an undecided rule');
    this.step = step;
  }
}

/** One packet's way through the kernel, the undecided rules answered in order by `decisions`. */
export class Walk implements Driver {
  readonly state: WalkState;
  readonly steps: Step[] = [];
  private readonly start: Start;
  private readonly decisions: readonly boolean[];
  private decided = 0;
  private via: string | null = null;
  /** Where OUTPUT sent the packet anew; `-o` does not see it before POSTROUTING (nf_hook_state is set once a hook). */
  private rerouted: { out: string | null } | null = null;

  constructor(start: Start, decisions: readonly boolean[]) {
    this.start = start;
    this.decisions = decisions;
    this.state = new WalkState(start.packet, start.routing);
  }

  /** @throws OpenQuestion when nobody has answered this one */
  decide(step: RuleStep): boolean {
    const answer = this.decisions[this.decided++];
    if (answer === undefined) throw new OpenQuestion(step);
    return answer;
  }

  /** @throws OpenQuestion at an undecided rule beyond `decisions` */
  run(): Outcome {
    return this.start.packet.in === null ? this.output() : this.input();
  }

  private get routing(): Routing {
    return this.start.routing;
  }

  private move(to: Partial<Pick<Packet, 'in' | 'out' | 'physin' | 'physout'>>): void {
    this.state.packet = { ...this.state.packet, ...to };
  }

  private end(kind: Outcome['kind'], reason: KernelDrop | null = null, by: ChainEnd | null = null): Outcome {
    const { state } = this;
    const passes = kind === 'delivered' || kind === 'forwarded' || kind === 'sent' || kind === 'bridged';
    const verdicts = { dropped: 'DROP', rejected: 'REJECT', unknown: 'UNDECIDED' } as const;
    const decider = by?.by;
    return {
      kind,
      verdict: passes ? 'ACCEPT' : verdicts[kind],
      packet: state.packet,
      by: decider
        ? { table: decider.table, chain: decider.chain, rule: decider.rule, line: decider.line }
        : null,
      reason,
      rejectWith: by?.rejectWith ?? null,
      via: passes ? this.via : null,
      // An entry is kept only once its first packet has passed every hook (nf_conntrack_confirm).
      connection: passes || state.confirmed ? state.connection : null,
      direction: state.direction,
    };
  }

  private stop(end: ChainEnd): Outcome {
    if (end.verdict === 'UNKNOWN') return this.end('unknown', 'userspace', end);
    return this.end(end.verdict === 'REJECT' ? 'rejected' : 'dropped', this.state.drop, end);
  }

  /** Runs a hook's tables; null when the packet passed them. */
  private hook(hook: Hook): Outcome | null {
    this.state.hook = hook;
    for (const table of orderOf(hook, this.start.ruleset)) {
      const before = this.state.packet;
      const end = table === 'conntrack' ? this.conntrack() : table === 'nat' ? this.nat() : this.table(table);
      if (end && end.verdict !== 'ACCEPT') return this.stop(end);
      if (hook === 'OUTPUT') {
        const outcome = this.routeAgain(table, before);
        if (outcome) return outcome;
      }
    }
    if (hook === 'POSTROUTING' || hook === 'INPUT') this.confirm();
    return null;
  }

  private table(name: string): ChainEnd | null {
    const table = this.start.ruleset.tables.get(name);
    return table ? walkChain(this, table, this.state.hook) : null;
  }

  private confirm(): void {
    this.state.confirmed = true;
  }

  private conntrack(): null {
    const { state } = this;
    // A packet that comes back by lo still has its entry (nf_conntrack_in).
    if (state.packet.ctstate !== null) return null;
    track(state, this.start.spec, this.start.connection);
    this.steps.push({
      kind: 'conntrack',
      hook: state.hook,
      packet: state.packet,
      state: state.packet.ctstate ?? 'INVALID',
      direction: state.direction,
      connection: state.connection,
    });
    return null;
  }

  /** nf_nat_core.c nf_nat_inet_fn: the table for what is not settled yet, then the stored translation. */
  private nat(): ChainEnd | null {
    const { state } = this;
    if (!state.connection) return null;
    const manip = manipOf(state.hook);
    if (state.isFirst && !state.natDone[manip]) {
      const end = this.table('nat');
      if (end && end.verdict !== 'ACCEPT') return end;
      // The null binding: this half stays as it is.
      if (!state.natDone[manip])
        bindNat(state, manip, { from: null, to: null, ports: null, random: false, persistent: false });
      return null;
    }
    const changes = translate(state);
    if (changes.length > 0) this.recordTranslation(changes);
    return null;
  }

  private recordTranslation(changes: readonly Change[]): void {
    const { hook, packet, direction } = this.state;
    this.steps.push({ kind: 'translation', hook, packet, direction, changes });
  }

  private recordRouting(decision: 'local' | 'forward' | 'output'): void {
    const { hook, packet } = this.state;
    this.steps.push({
      kind: 'routing',
      hook,
      packet,
      decision,
      again: false,
      out: packet.out,
      via: this.via,
    });
  }

  /** The input path: a frame came in. */
  private input(): Outcome {
    const { state, routing } = this;
    const { in: from } = state.packet;
    const bridged = from !== null && this.staysInBridge(from, false);
    // br_netfilter runs PREROUTING while the frame is still the bridge's; only then does the host look at it.
    state.viaBridge = from !== null && routing.isBridge(from) && routing.bridgeNetfilter;
    const early = state.viaBridge ? null : checkInput(state, 'before');
    if (early) return this.end('dropped', early);
    if (bridged && !this.seesBridged()) return this.bridge(false);
    const dst = state.packet.dst;
    const stopped = this.hook('PREROUTING');
    if (stopped) return stopped;
    const translated = state.packet.dst !== dst;
    const inBridge = translated
      ? from !== null && this.seesBridged(from) && this.staysInBridge(from, true)
      : bridged;
    // IPv4 asks for the route as if to forward (br_nf_pre_routing_finish), IPv6 does not.
    if (inBridge && translated && state.packet.family === 'ipv4' && routing.network.forwarding === false)
      return this.end('dropped', 'forwarding-off');
    if (inBridge) return this.bridge(true);
    const late = (state.viaBridge ? checkInput(state, 'before') : null) ?? checkInput(state, 'after');
    if (late) return this.end('dropped', late);
    // NAT made it ::1: only a route by the very interface counts then (ip6_route_input's rt6_need_strict).
    if (state.packet.dst === '::1' && !routing.isLoopback(from)) {
      const route = routing.lookupMain('::1', from);
      return route.kind === 'none' ? this.end('dropped', 'martian-destination') : this.forward(route);
    }
    const type = routing.typeOf(state.packet.dst, null);
    if (type === 'LOCAL' || type === 'BROADCAST' || type === 'MULTICAST') return this.deliver();
    return this.forward(routing.lookup(state.packet.dst, null));
  }

  /** br_netfilter is on; said when it was only taken to be. */
  private seesBridged(bridge = this.state.packet.in): boolean {
    if (this.routing.network.bridgeNetfilter === null && bridge !== null && this.routing.isBridge(bridge))
      this.state.assume('bridge-netfilter', 'on');
    return this.routing.bridgeNetfilter;
  }

  /**
   * Whether a frame that came in by a bridge goes on to another of its ports. A destination of the bridge's own subnet
   * was asked for by ARP, so the frame is not for this machine; after DNAT, br_netfilter hands the frame back to the
   * bridge where the route leads there (br_netfilter_hooks.c br_nf_pre_routing_finish).
   */
  private staysInBridge(from: string, afterDnat: boolean): boolean {
    const { routing } = this;
    if (!routing.isBridge(from)) return false;
    const route = routing.lookup(this.state.packet.dst, null);
    return (
      route.kind === 'unicast' && route.device === from && (afterDnat || route.via === this.state.packet.dst)
    );
  }

  private bridge(seen: boolean): Outcome {
    const { state, routing } = this;
    const { in: bridge, dst, src } = state.packet;
    this.via = dst;
    if (bridge === null) return this.end('unknown');
    this.move({ out: bridge });
    this.steps.push({ kind: 'bridge', hook: state.hook, packet: state.packet, bridge, seen });
    const original = state.connection?.original;
    // Back to where it came from: a bridge does that for ports in hairpin mode only (br_forward.c should_deliver).
    if (dst === src || (state.direction === 'original' && original?.src === dst)) {
      const port = state.packet.physin ?? this.start.spec.in ?? null;
      const hairpin = routing.interfaceOf(port)?.hairpin ?? null;
      if (hairpin === false) return this.end('dropped', 'hairpin-off');
      if (hairpin === null) state.assume('hairpin', 'on');
    }
    if (seen) {
      state.bridged = true;
      const refused = this.hook('FORWARD');
      if (refused) return refused;
      // POSTROUTING of a bridged packet has no input interface (br_nf_post_routing passes none).
      this.move({ in: null });
      const stopped = this.hook('POSTROUTING');
      if (stopped) return stopped;
    }
    return this.end('bridged');
  }

  private deliver(): Outcome {
    this.via = null;
    this.recordRouting('local');
    return this.hook('INPUT') ?? this.end('delivered');
  }

  private forward(route: RouteAnswer): Outcome {
    const { state } = this;
    const refused = checkForward(state, route);
    if (refused) return this.end('dropped', refused);
    this.via = route.via;
    this.move({ out: route.device });
    this.recordRouting('forward');
    if (state.packet.ttl !== null) {
      if (state.packet.ttl <= 1) return this.end('dropped', 'ttl-exceeded');
      state.packet = { ...state.packet, ttl: state.packet.ttl - 1 };
    }
    return this.hook('FORWARD') ?? this.hook('POSTROUTING') ?? this.end('forwarded');
  }

  /** The output path: the packet is made here. */
  private output(): Outcome {
    const { state, routing } = this;
    state.hook = 'OUTPUT';
    const route = routing.lookup(state.packet.dst, this.start.spec.out ?? null);
    const refused = this.unroutable(route);
    if (refused) return this.end('dropped', refused);
    this.via = route.via;
    this.move({ out: route.device });
    this.recordRouting('output');
    const refusedOut = this.hook('OUTPUT');
    if (refusedOut) return refusedOut;
    if (this.rerouted) this.move(this.rerouted);
    const stopped = this.hook('POSTROUTING');
    if (stopped) return stopped;
    if (!routing.isLoopback(state.packet.out)) return this.end('sent');
    this.move({ in: 'lo', out: null });
    state.hook = 'PREROUTING';
    this.steps.push({ kind: 'loopback', hook: state.hook, packet: state.packet });
    const refusedIn = this.hook('PREROUTING');
    if (refusedIn) return refusedIn;
    return this.deliver();
  }

  private unroutable({ kind }: RouteAnswer): KernelDrop | null {
    if (kind === 'none') return 'no-route';
    return kind === 'blackhole' || kind === 'unreachable' || kind === 'prohibit' ? kind : null;
  }

  /** net/netfilter ip_route_me_harder: mangle OUTPUT and NAT may change what the route depends on. */
  private routeAgain(table: string, before: Packet): Outcome | null {
    const { packet } = this.state;
    const moved = packet.dst !== before.dst || packet.src !== before.src;
    const marked = table === 'mangle' && (packet.mark !== before.mark || packet.tos !== before.tos);
    if (!moved && !marked) return null;
    const route = this.routing.lookup(packet.dst, this.start.spec.out ?? null);
    const refused = this.unroutable(route);
    if (refused) return this.end('dropped', refused);
    // route.c __mkroute_output: an address of 127.0.0.0/8 does not leave the machine without route_localnet.
    const leaves = packet.src.startsWith('127.') && !this.routing.isLoopback(route.device);
    if (leaves && !routesLocalnet(this.state, route.device)) return this.end('dropped', 'martian-source');
    this.via = route.via;
    this.rerouted = { out: route.device };
    const { hook } = this.state;
    this.steps.push({
      kind: 'routing',
      hook,
      packet,
      decision: 'output',
      again: true,
      out: route.device,
      via: route.via,
    });
    return null;
  }

  /** The direction of the walk's packet in its connection. */
  get direction(): Direction {
    return this.state.direction;
  }
}
