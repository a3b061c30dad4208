import { followUps } from '../../src/core/netfilter/walk/follow-ups.ts';
import { Routing } from '../../src/core/netfilter/walk/routing.ts';
import { startPacket } from '../../src/core/netfilter/walk/start-packet.ts';
import { tracePacket } from '../../src/core/netfilter/walk/trace-packet.ts';
import { parseRuleset } from '../../src/core/netfilter/parse/parse-ruleset.ts';
import { printPacket } from '../../src/core/netfilter/parse/parse-packet.ts';
import { printRuleset } from '../../src/core/netfilter/print-ruleset.ts';
import type { Connection } from '../../src/core/netfilter/model/connection.ts';
import type { Network } from '../../src/core/netfilter/model/network.ts';
import type { Ruleset } from '../../src/core/netfilter/model/ruleset.ts';
import { compareWithKernel, type Path } from './compare.ts';
import type { Judge } from './judge.ts';
import { readHandles } from './monitor.ts';
import { complete, sendingOf, type Shot } from './sending.ts';
import type { World } from './world.ts';

/** A ruleset that the kernel has loaded, and the engine has read. */
export interface Loaded {
  ruleset: Ruleset;
  numbers: ReadonlyMap<string, number>;
}

/** Loads a dump into the kernel, as it is or as the engine prints it. */
export async function load(judge: Judge, world: World, dump: string): Promise<Loaded> {
  const ruleset = parseRuleset(dump);
  const command = world.family === 'ipv6' ? 'ip6tables' : 'iptables';
  const family = world.family === 'ipv6' ? 'ip6' : 'ip';
  const stale = ['raw', 'mangle', 'nat', 'filter', 'security'].map(
    (table) => `add table ${family} ${table}\ndelete table ${family} ${table}`,
  );
  const listing = await judge.run(`set -e
nft -f - <<'END'
${stale.join('\n')}
END
${command}-restore <<'END'
${printRuleset(ruleset)}END
nft -a list ruleset ${family}`);
  return { ruleset, numbers: readHandles(listing) };
}

/** One packet that was judged. */
export interface Judged {
  shot: Shot;
  path: Path | null;
  differences: string[];
  trace: readonly string[];
}

let nextId = 1000;

async function judgeShot(
  judge: Judge,
  world: World,
  network: Network,
  { ruleset, numbers }: Loaded,
  unfinished: Omit<Shot, 'id'>,
  connection: Connection | null,
): Promise<Judged> {
  nextId = nextId >= 60000 ? 1000 : nextId + 1;
  const shot = complete(world, { ...unfinished, id: nextId });
  const verdicts = await judge.send(sendingOf(world, shot));
  const trace = tracePacket({ ruleset, network, packet: shot.spec, connection });
  const { packet: start } = startPacket(shot.spec, new Routing(network, world.family));
  const { path, differences } = compareWithKernel({ world, trace, start, verdicts, numbers, id: shot.id });
  return { shot, path, differences, trace: verdicts.trace };
}

function replyLink(world: World, path: Path): string | null | undefined {
  const { kind, packet, via } = path.outcome;
  if (kind === 'delivered') return null;
  return world.links.find(({ hosts }) => hosts.includes(via ?? packet.dst))?.name;
}

/**
 * Judges a packet, the answer to it and a later one of its connection, as far as the kernel keeps one.
 * @returns a description of what differs, or null
 */
export async function runCase(
  judge: Judge,
  world: World,
  network: Network,
  loaded: Loaded,
  first: Omit<Shot, 'id'>,
): Promise<{ problem: string | null; packets: number }> {
  await judge.forgetConnections();
  const describe = (name: string, judged: Judged) =>
    `${name} ${judged.shot.link ?? 'local'}: ${printPacket(judged.shot.spec)}\n  ${judged.differences.join('\n  ')}\n${judged.trace.join('\n')}`;
  const opening = await judgeShot(judge, world, network, loaded, first, null);
  if (!opening.path) return { problem: describe('first', opening), packets: 1 };
  const { outcome } = opening.path;
  // Ports that the kernel chose are not known, nor is what becomes of a connection then.
  if (
    outcome.connection &&
    Object.values(outcome.connection.reply).includes(null) &&
    outcome.packet.sport !== opening.shot.spec.sport
  )
    return { problem: null, packets: 1 };
  let packets = 1;
  let { connection } = outcome;
  for (const { kind, packet } of followUps(opening.shot.spec, outcome)) {
    const link = kind === 'later' ? opening.shot.link : replyLink(world, opening.path);
    if (link === undefined || !connection) break;
    const spec = { ...packet, ttl: null, length: null, mac: null };
    const judged = await judgeShot(judge, world, network, loaded, { link, spec }, connection);
    packets++;
    if (!judged.path) return { problem: describe(kind, judged), packets };
    ({ connection } = judged.path.outcome);
  }
  return { problem: null, packets };
}
