import type { Connection } from '../model/connection.ts';
import type { Network } from '../model/network.ts';
import type { Family, PacketSpec } from '../model/packet.ts';
import type { Rule, Ruleset, Table } from '../model/ruleset.ts';
import type { Outcome, Trace } from '../model/trace.ts';
import { inferNetwork } from '../infer-network.ts';
import { hasPorts } from '../protocols.ts';
import { followUps } from '../walk/follow-ups.ts';
import { Routing } from '../walk/routing.ts';
import { tracePacket } from '../walk/trace-packet.ts';
import { gatherCandidates } from './candidates.ts';

/** A packet that reaches a rule and matches it, with its trace; `connection` when it is a later one. */
export interface FoundPacket {
  packet: PacketSpec;
  connection: Connection | null;
  trace: Trace;
}

/** The rules that lead to a rule: itself, the jumps to its chain, and theirs. */
function rulesOnTheWay(rule: Rule, table: Table): Rule[] {
  const way = new Set<Rule>([rule]);
  const chains = [rule.chain];
  const seen = new Set<string>();
  for (let chain = chains.pop(); chain !== undefined; chain = chains.pop()) {
    if (seen.has(chain)) continue;
    seen.add(chain);
    for (const { rules } of table.chains.values())
      for (const jump of rules)
        if (jump.target?.name === chain) {
          way.add(jump);
          chains.push(jump.chain);
        }
  }
  return [...way];
}

/** Rules that translate destinations to one that the rule names: a packet to their port arrives there. */
function translationsTo(rule: Rule, ruleset: Ruleset): Rule[] {
  const wanted = rule.matches.flatMap(({ options }) =>
    options
      .filter(({ name }) => name === '--destination')
      .map(({ values }) => (values[0] ?? '').split('/')[0] ?? ''),
  );
  const nat = [...(ruleset.tables.get('nat')?.chains.values() ?? [])].flatMap(({ rules }) => rules);
  return nat.filter(({ target }) =>
    target?.options.some(
      ({ name, values }) =>
        name === '--to-destination' && wanted.some((address) => values[0]?.includes(address)),
    ),
  );
}

function reaches(trace: Trace, rule: Rule): boolean {
  const here = trace.steps.some(
    (step) =>
      step.kind === 'rule' && step.line === rule.line && step.table === rule.table && step.result !== 'miss',
  );
  return here || trace.branches.some((branch) => reaches(branch.trace, rule));
}

function outcomesOf({ outcome, branches }: Trace): Outcome[] {
  return outcome ? [outcome] : branches.flatMap((branch) => outcomesOf(branch.trace));
}

/** How many packets are tried before the search gives up. */
const mostTries = 20_000;

function* specs(rules: readonly Rule[], network: Network, family: Family): Generator<PacketSpec> {
  const { src, dst, in: links, proto, dport, sport } = gatherCandidates(rules, network, family);
  for (const dstAddress of dst)
    for (const name of links)
      for (const srcAddress of src)
        for (const protocol of proto)
          for (const to of hasPorts(protocol) ? dport : [null])
            for (const from of hasPorts(protocol) ? sport : [null])
              yield {
                family,
                in: name,
                local: name === null,
                src: srcAddress,
                dst: dstAddress,
                proto: protocol,
                dport: to,
                sport: from,
                flags: protocol === 'tcp' ? ['SYN'] : null,
              };
}

/** Whether a packet could come this way: its answer would go back by the same interface, and it is no martian. */
function isPlausible({ in: name, src, dst }: PacketSpec, routing: Routing): boolean {
  if (src === dst && name !== null) return false;
  const back = routing.lookup(src ?? '', null);
  if (name === null) return back.kind === 'local' && (!isLoopback(src) || routing.isLocal(dst));
  return back.kind === 'unicast' && back.device === name && !isLoopback(dst);
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || (address?.startsWith('127.') ?? false);
}

/**
 * Searches for a packet that reaches a rule and matches it: out of what the rules on the way ask for; and for a first
 * packet that is remembered also the answer and a later one. Each is traced, so what is found is true; that nothing is
 * found does not prove that there is none.
 */
export function findPacketFor(ruleset: Ruleset, rule: Rule, network?: Network): FoundPacket | null {
  const table = ruleset.tables.get(rule.table);
  if (!table) return null;
  const family = ruleset.family ?? 'ipv4';
  const world =
    network ?? inferNetwork(ruleset, { family, dst: family === 'ipv4' ? '127.0.0.1' : '::1', proto: 'tcp' });
  const routing = new Routing(world, family);
  const rules = [...rulesOnTheWay(rule, table), ...translationsTo(rule, ruleset)];
  let tries = 0;
  // What the network would send first; then also what only an attacker would.
  for (const isPlain of [true, false])
    for (const packet of specs(rules, world, family)) {
      if (isPlausible(packet, routing) !== isPlain) continue;
      if (++tries > mostTries) return null;
      const found = tryPacket(ruleset, rule, world, packet);
      if (found) return found;
    }
  return null;
}

/** Traces a packet, its answer and a later one of its connection, as far as one of them gets to the rule. */
function tryPacket(ruleset: Ruleset, rule: Rule, network: Network, packet: PacketSpec): FoundPacket | null {
  const trace = tracePacket({ ruleset, packet, network });
  if (reaches(trace, rule)) return { packet, connection: null, trace };
  for (const outcome of outcomesOf(trace))
    for (const { packet: next, connection } of followUps(packet, outcome)) {
      const later = tracePacket({ ruleset, packet: next, network, connection });
      if (reaches(later, rule)) return { packet: next, connection, trace: later };
    }
  return null;
}
