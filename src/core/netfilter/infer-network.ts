import { familyOf, formatAddress, inSubnet, maskOf, parseAddress } from './address.ts';
import type { Interface, Network, Route } from './model/network.ts';
import type { Family, PacketSpec } from './model/packet.ts';
import type { Match, Rule, Ruleset } from './model/ruleset.ts';
import type { Assumption } from './model/trace.ts';

interface Subnet {
  bridge: string;
  network: string;
  prefix: number;
}

function optionOf(matches: readonly Match[], name: string, negated: boolean): string | null {
  for (const match of matches)
    for (const option of match.options)
      if (match.extension === 'ip' && option.name === name && option.negated === negated)
        return option.values[0] ?? null;
  return null;
}

function everyRule({ tables }: Ruleset): Rule[] {
  return [...tables.values()].flatMap(({ chains }) => [...chains.values()].flatMap(({ rules }) => rules));
}

/** Docker's `-s SUBNET ! -o BRIDGE -j MASQUERADE` says which subnet a bridge has, and rules for a container which bridge it is on. */
function subnetsOf(rules: readonly Rule[], family: Family): Subnet[] {
  const found = new Map<string, Subnet>();
  const add = (bridge: string, subnet: string) => {
    const [network = '', bits] = subnet.split('/');
    if (familyOf(network) !== family) return;
    const most = family === 'ipv4' ? 32 : 128;
    const prefix = Number(bits ?? most);
    if (prefix < most && prefix > 0) found.set(`${bridge} ${network}/${prefix}`, { bridge, network, prefix });
  };
  for (const { matches, target, table } of rules) {
    const source = optionOf(matches, '--source', false);
    const other = optionOf(matches, '--out-interface', true);
    if (target?.name === 'MASQUERADE' && source && other) add(other, source);
    const outside = optionOf(matches, '--source', true);
    const out = optionOf(matches, '--out-interface', false);
    // An internal network: `! -s SUBNET -o BRIDGE -j DROP`.
    if (table === 'filter' && target?.name === 'DROP' && outside && out) add(out, outside);
  }
  for (const { matches } of rules) {
    const host = optionOf(matches, '--destination', false);
    const bridge = optionOf(matches, '--out-interface', false) ?? optionOf(matches, '--in-interface', true);
    const [address = '', bits] = host?.split('/') ?? [];
    if (!bridge || !host || bridge === 'lo' || familyOf(address) !== family) continue;
    if (Number(bits ?? 128) < (family === 'ipv4' ? 32 : 128) || address.startsWith('127.')) continue;
    if ([...found.values()].some(({ network, prefix }) => inSubnet(address, network, prefix))) continue;
    const prefix = family === 'ipv4' ? 24 : 64;
    const mask = maskOf(prefix, family);
    const network = (parseAddress(address) ?? []).map((word, index) => (word & (mask[index] ?? 0)) >>> 0);
    add(bridge, `${formatAddress(network)}/${prefix}`);
  }
  return [...found.values()];
}

function gatewayOf({ network }: Subnet): string {
  const words = [...(parseAddress(network) ?? [])];
  words[words.length - 1] = ((words.at(-1) ?? 0) + 1) >>> 0;
  return formatAddress(words);
}

function broadcastOf(address: string, prefix: number): string | null {
  const [word = 0] = parseAddress(address) ?? [];
  if (familyOf(address) === 'ipv6') return null;
  const [mask = 0] = maskOf(prefix, 'ipv4');
  return formatAddress([(word | ~mask) >>> 0]);
}

function namedInterfaces(rules: readonly Rule[]): string[] {
  const names = new Set<string>();
  for (const { matches } of rules)
    for (const { options } of matches)
      for (const { name, values } of options)
        if (/^--(?:in|out)-interface$/.test(name) && !(values[0] ?? '').endsWith('+'))
          names.add(values[0] ?? '');
  return [...names];
}

function link(name: string, kind: Interface['kind'], addresses: [string, number][]): Interface {
  return {
    name,
    kind,
    up: true,
    master: null,
    mac: null,
    hairpin: null,
    addresses: addresses.map(([address, prefix]) => ({
      address,
      prefix,
      broadcast: kind === 'loopback' ? null : broadcastOf(address, prefix),
      scope: kind === 'loopback' ? 'host' : 'global',
      secondary: false,
    })),
  };
}

/** An address for documentation (RFC 5737, RFC 3849), where the machine's own is not known. */
const ownAddress = { ipv4: ['192.0.2.10', 24], ipv6: ['2001:db8::10', 64] } as const;

/**
 * Makes the least network that a ruleset and a packet tell of, for who has only the rules: the bridges whose subnets
 * the rules name, one interface to the rest of the world with a default route. It says all that it assumed.
 */
export function inferNetwork(ruleset: Ruleset, spec: PacketSpec): Network {
  const { family } = spec;
  const rules = everyRule(ruleset);
  const subnets = subnetsOf(rules, family);
  const isInside = (address: string | undefined) =>
    address !== undefined && subnets.some(({ network, prefix }) => inSubnet(address, network, prefix));
  const bridges = new Set(subnets.map(({ bridge }) => bridge));
  const looksLikeBridge = (name: string) => /^(?:br|docker|virbr|cni|lxc|lxd)/.test(name);
  const others = [...namedInterfaces(rules), spec.in, spec.out].filter(
    (name): name is string => !!name && name !== 'lo' && !bridges.has(name),
  );
  const outside =
    [spec.out, spec.in].find((name) => !!name && name !== 'lo' && !bridges.has(name)) ??
    others.find((name) => !looksLikeBridge(name)) ??
    'eth0';
  let own: [string, number] = [...ownAddress[family]];
  const toUs = spec.in === outside && !isInside(spec.dst);
  const special = /^(?:127\.|22[4-9]\.|23\d\.|255\.|::1$|ff)/i.test(spec.dst);
  if (toUs && !special) own = [spec.dst, own[1]];
  else if (
    spec.src !== undefined &&
    spec.in === undefined &&
    !isInside(spec.src) &&
    !spec.src.startsWith('127.') &&
    spec.src !== '::1'
  )
    own = [spec.src, own[1]];
  const loopback: [string, number] = family === 'ipv4' ? ['127.0.0.1', 8] : ['::1', 128];
  const interfaces = [link('lo', 'loopback', [loopback]), link(outside, 'other', [own])];
  const routes: Route[] = [];
  const addRoute = (destination: string, prefix: number, device: string, gateway: string | null) =>
    routes.push({ destination, prefix, device, gateway, source: null, metric: 0, type: 'unicast' });
  for (const bridge of bridges) {
    const own = subnets.filter((subnet) => subnet.bridge === bridge);
    interfaces.push(
      link(
        bridge,
        'bridge',
        own.map((subnet) => [gatewayOf(subnet), subnet.prefix]),
      ),
    );
    for (const { network, prefix } of own) addRoute(network, prefix, bridge, null);
  }
  for (const name of new Set(others))
    if (!interfaces.some((known) => known.name === name))
      interfaces.push(link(name, looksLikeBridge(name) ? 'bridge' : 'other', []));
  addRoute(family === 'ipv4' ? '0.0.0.0' : '::', 0, outside, null);
  const assumptions: Assumption[] = [
    {
      kind: 'network',
      value: subnets.map(({ bridge, network, prefix }) => `${bridge} ${network}/${prefix}`).join(', '),
    },
    { kind: 'external-interface', value: outside },
    { kind: 'local-address', value: own[0] },
  ];
  return {
    interfaces,
    routes,
    forwarding: null,
    bridgeNetfilter: null,
    routeLocalnet: null,
    rpFilter: 0,
    assumptions,
  };
}
