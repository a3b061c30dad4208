import { expect, test } from 'vitest';
import { inferNetwork } from '../../../../src/core/netfilter/infer-network.ts';
import { parseNetwork } from '../../../../src/core/netfilter/parse/parse-network.ts';
import { parsePacket, printPacket } from '../../../../src/core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import { tracePacket } from '../../../../src/core/netfilter/walk/trace-packet.ts';
import { lookAround } from '../../../../src/core/tracer/neighbourhood.ts';
import { presetLabel } from '../../../../src/core/tracer/preset-label.ts';
import { makePresets, offerPresets } from '../../../../src/core/tracer/presets.ts';
import { findPublishedPorts, findServices } from '../../../../src/core/tracer/published-ports.ts';
import { recordedRules } from './recorded.ts';

const publish = recordedRules('docker-iptables', 'publish');
const around = (ruleset = publish) =>
  inferNetwork(ruleset, { family: 'ipv4', dst: '198.51.100.7', proto: 'tcp', local: true });

test('published ports and where they lead', () => {
  expect(findPublishedPorts(publish)).toEqual([
    { proto: 'tcp', on: null, port: 8080, address: '10.1.0.2', toPort: 80 },
  ]);
  expect(findPublishedPorts(recordedRules('docker-iptables', 'loopback'))[0]?.on).toBe('127.0.0.1');
  expect(findServices(recordedRules('kubernetes', 'service'))).toEqual([
    { proto: 'tcp', address: '10.96.0.10', port: 80 },
  ]);
});

test('each preset can be printed, read again and traced, and has words in both languages', () => {
  const acts = ['publish', 'loopback', 'network', 'internal', 'icc', 'no-proxy', 'fresh'];
  for (const act of acts) {
    const ruleset = recordedRules('docker-iptables', act);
    const network = around(ruleset);
    const presets = makePresets(ruleset, network, 'ipv4');
    expect(presets.length).toBeGreaterThan(2);
    for (const preset of presets) {
      const text = printPacket(preset.packet);
      expect(printPacket(parsePacket(text))).toBe(text);
      expect(tracePacket({ ruleset, network, packet: preset.packet }).verdict).toMatch(/ACCEPT|DROP|REJECT/);
      for (const language of ['zh', 'en'] as const) expect(presetLabel(preset, language)).not.toMatch(/[{}]/);
    }
    expect(new Set(presets.map(({ packet }) => printPacket(packet))).size, act).toBe(presets.length);
  }
});

test('a published port, its container and its network are what is asked about', () => {
  const presets = makePresets(publish, around(), 'ipv4');
  const packets = new Map(
    presets.map((preset) => [`${preset.kind} ${preset.detail}`, printPacket(preset.packet)]),
  );
  expect(packets.get('published 8080/tcp')).toBe('in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080');
  expect(packets.get('hairpin 8080/tcp')).toBe('in=br-base src=10.1.0.3 dst=192.0.2.10 proto=tcp dport=8080');
  expect(packets.get('direct 10.1.0.2')).toBe('in=eth0 src=192.0.2.1 dst=10.1.0.2 proto=tcp dport=80');
  expect(packets.get('between docker0 → br-base')).toBe(
    'in=docker0 src=172.17.0.2 dst=10.1.0.2 proto=tcp dport=80',
  );
});

test('every kind is offered once before the others', () => {
  const presets = makePresets(publish, around(), 'ipv4');
  const { offered, more } = offerPresets(presets);
  expect(new Set(offered.map(({ kind }) => kind)).size).toBe(offered.length);
  expect(offered.length + more.length).toBe(presets.length);
});

test('interfaces and addresses that were given are used', () => {
  const network = parseNetwork({
    addresses: JSON.stringify([
      {
        ifname: 'lo',
        flags: ['LOOPBACK', 'UP'],
        addr_info: [{ local: '127.0.0.1', prefixlen: 8, scope: 'host' }],
      },
      {
        ifname: 'ens3',
        flags: ['UP'],
        addr_info: [{ local: '203.0.113.9', prefixlen: 28, scope: 'global' }],
      },
    ]),
    routes: JSON.stringify([{ dst: 'default', gateway: '203.0.113.14', dev: 'ens3' }]),
  });
  expect(lookAround(network, 'ipv4').outside).toEqual({
    name: 'ens3',
    own: '203.0.113.9',
    prefix: 28,
    hosts: ['203.0.113.1', '203.0.113.2'],
  });
  const ruleset = parseRuleset('*filter\n:INPUT DROP [0:0]\nCOMMIT\n');
  const [first] = makePresets(ruleset, network, 'ipv4');
  expect(first && printPacket(first.packet)).toBe(
    'in=ens3 src=203.0.113.1 dst=203.0.113.9 proto=tcp dport=22',
  );
});

test('hundreds of ports and bridges do not make hundreds of questions', () => {
  const ports = Array.from(
    { length: 300 },
    (_, at) => `-A DOCKER -p tcp -m tcp --dport ${1000 + at} -j DNAT --to-destination 10.1.0.2:80`,
  );
  const bridges = Array.from(
    { length: 300 },
    (_, at) => `-A POSTROUTING -s 10.${at % 200}.${at}.0/28 ! -o br-${at} -j MASQUERADE`,
  );
  const ruleset = parseRuleset(
    `*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:DOCKER - [0:0]\n${[...bridges.slice(0, 250), ...ports].join('\n')}\nCOMMIT\n`,
  );
  expect(makePresets(ruleset, around(ruleset), 'ipv4').length).toBeLessThan(40);
});
