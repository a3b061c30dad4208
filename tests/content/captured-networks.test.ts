import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shortenAddresses } from '../../src/components/tracer/shorten-addresses.ts';
import { inferNetwork } from '../../src/core/netfilter/infer-network.ts';
import type { Network } from '../../src/core/netfilter/model/network.ts';
import type { PacketSpec } from '../../src/core/netfilter/model/packet.ts';
import { printPacket } from '../../src/core/netfilter/parse/parse-packet.ts';
import { parseAddresses } from '../../src/core/netfilter/parse/parse-network.ts';
import { parseRuleset } from '../../src/core/netfilter/parse/parse-ruleset.ts';
import { tracePacket } from '../../src/core/netfilter/walk/trace-packet.ts';
import { networkOf } from '../../src/core/tracer/machine-texts.ts';
import { makePresets } from '../../src/core/tracer/presets.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Where the rules do not say enough, the network that is deduced from them lacks something, and a packet takes another
 * way than on the machine: a bridge that no rule names is not there, so that packets to its containers leave by eth0
 * or reach no interface, and MASQUERADE takes another address.
 */
const silentRules: Readonly<Record<string, string>> = {
  // Of KUBE-SERVICES the rules name the pods' addresses, and not cni0.
  '13-kubernetes/+recorded/docker-28/service': 'cni0',
  // dockerd runs with --iptables=false: no rule names docker0.
  '05-iptables/+recorded/docker-28/verdicts': 'docker0',
};

const machines = globSync('content/chapters/*/+recorded/*/*.rules', { cwd: root })
  .map((file) => file.replace(/^content\/chapters\/|\.rules$/g, ''))
  .toSorted();

/** How a packet leaves, and with which verdict. */
function endOf(dump: string, network: Network | null, packet: PacketSpec) {
  const { verdict, outcome } = tracePacket({
    ruleset: parseRuleset(dump),
    packet,
    ...(network && { network }),
  });
  return { verdict, packet: outcome?.packet ?? null };
}

describe.each(machines)('%s', (machine) => {
  const read = (part: string) =>
    readFileSync(join(root, 'content', 'chapters', `${machine}.${part}`), 'utf8');
  const rules = read('rules');
  const network = networkOf({ rules, addresses: read('addr'), routes: read('route') });
  const ruleset = parseRuleset(rules);

  test('its captured network has the interface to the outside, and a route to everywhere', () => {
    expect(network?.interfaces.find(({ name }) => name === 'eth0')?.addresses[0]?.address).toBe('192.0.2.10');
    expect(network?.routes.find(({ prefix }) => prefix === 0)?.device).toBe('eth0');
  });

  test('without what the tracer does not read, its addresses are the same', () => {
    expect(parseAddresses(shortenAddresses(read('addr')))).toEqual(parseAddresses(read('addr')));
  });

  test('packets go in the captured network as in the one that the rules tell of', () => {
    const told = inferNetwork(ruleset, { family: 'ipv4', dst: '198.51.100.7', proto: 'tcp', local: true });
    const presets = [told, ...(network ? [network] : [])].flatMap((one) => makePresets(ruleset, one, 'ipv4'));
    const missing = silentRules[machine];
    const different = presets
      .filter(({ packet }) => {
        const [real, deduced] = [endOf(rules, network, packet), endOf(rules, null, packet)];
        return JSON.stringify(real) !== JSON.stringify(deduced);
      })
      .map(({ packet }) => printPacket(packet));
    if (missing === undefined) expect(different).toEqual([]);
    else {
      expect(different).not.toEqual([]);
      expect(told.interfaces.find(({ name, kind }) => name === missing && kind === 'bridge')).toBeUndefined();
      expect(network?.interfaces.find(({ name }) => name === missing)?.kind).toBe('bridge');
    }
  });
});
