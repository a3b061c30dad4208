import { familyOf, formatAddress, maskOf, parseAddress } from '../address.ts';
import { InputError } from '../input-error.ts';
import type { Interface, InterfaceAddress, Network, Route } from '../model/network.ts';
import { readAddressText } from './address-text.ts';
import { readRouteText } from './route-text.ts';

/** What describes a machine: the output of `ip -j addr` and `ip -j route`, or the same without `-j`. */
export interface NetworkSource {
  addresses?: string;
  routes?: string;
  forwarding?: boolean | null;
  bridgeNetfilter?: boolean | null;
  routeLocalnet?: Network['routeLocalnet'];
  rpFilter?: Network['rpFilter'];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a text that begins with `[`: a list, or no JSON. */
function parseList(text: string): readonly Json[] {
  try {
    const items = JSON.parse(text) as readonly unknown[];
    // `ip -j` leaves an empty object for what a filter took out.
    return items.filter((item): item is Json => typeof item === 'object' && item !== null);
  } catch (error) {
    const { message } = error as Error;
    const [, line = '1', column = '1'] = /line (\d+) column (\d+)/.exec(message) ?? [];
    const problem = {
      en: `this begins like JSON and is none: ${message}`,
      zh: '开头像 JSON，却读不下去：看看有没有粘贴完整',
    };
    throw new InputError(Number(line), Number(column), problem, { cause: error });
  }
}

function textOf(json: Json, key: string): string | null {
  const value = json[key];
  return typeof value === 'string' ? value : null;
}

function numberOf(json: Json, key: string): number | null {
  const value = json[key];
  return typeof value === 'number' ? value : null;
}

function nested(json: Json, key: string): Json {
  const value = json[key];
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function readAddress(json: Json): InterfaceAddress[] {
  const address = textOf(json, 'local');
  const prefix = numberOf(json, 'prefixlen');
  if (address === null || prefix === null || !parseAddress(address)) return [];
  return [
    {
      address,
      prefix,
      broadcast: textOf(json, 'broadcast'),
      scope: textOf(json, 'scope') ?? 'global',
      secondary: json['secondary'] === true,
    },
  ];
}

function readLink(json: Json): Interface[] {
  const name = textOf(json, 'ifname');
  if (name === null) return [];
  const flags = Array.isArray(json['flags']) ? (json['flags'] as unknown[]) : [];
  const infos = Array.isArray(json['addr_info']) ? (json['addr_info'] as Json[]) : [];
  const info = nested(json, 'linkinfo');
  const hairpin = nested(info, 'info_slave_data')['hairpin'];
  const isBridge = textOf(info, 'info_kind') === 'bridge';
  return [
    {
      name,
      kind: flags.includes('LOOPBACK') ? 'loopback' : isBridge ? 'bridge' : 'other',
      up: flags.length === 0 || flags.includes('UP'),
      master: textOf(json, 'master'),
      mac: textOf(json, 'address'),
      addresses: infos.flatMap(readAddress),
      hairpin: typeof hairpin === 'boolean' ? hairpin : null,
    },
  ];
}

/** Without `-d` nothing says that an interface is a bridge, but for its ports and its name. */
function markBridges(links: readonly Interface[]): Interface[] {
  const masters = new Set(links.map(({ master }) => master));
  return links.map((link) => {
    const isBridge = masters.has(link.name) || /^(?:br-|docker\d|br\d|virbr\d|cni\d)/.test(link.name);
    return link.kind === 'other' && isBridge ? { ...link, kind: 'bridge' } : link;
  });
}

/** Reads `ip -j addr` (with `-d` it knows bridges for certain), or `ip addr`. */
export function parseAddresses(text: string): Interface[] {
  const links = text.trimStart().startsWith('[') ? parseList(text).flatMap(readLink) : readAddressText(text);
  if (links.length === 0)
    throw new InputError(1, 1, {
      en: 'no interface is here; `ip -j addr` prints them',
      zh: '里面没有接口；`ip -j addr` 会列出它们',
    });
  return markBridges(links);
}

const types: readonly Route['type'][] = [
  'unicast',
  'local',
  'broadcast',
  'blackhole',
  'unreachable',
  'prohibit',
];

function readRoute(json: Json): Route[] {
  const dst = textOf(json, 'dst');
  if (dst === null) return [];
  const gateway = textOf(json, 'gateway') ?? textOf(nested(json, 'via'), 'host');
  const source = textOf(json, 'prefsrc');
  const isIpv6 = [dst, gateway, source].some((address) => address?.includes(':'));
  const [address = '', bits] = dst === 'default' ? [isIpv6 ? '::' : '0.0.0.0', '0'] : dst.split('/');
  if (!parseAddress(address)) return [];
  return [
    {
      destination: address,
      prefix: Number(bits ?? (familyOf(address) === 'ipv4' ? 32 : 128)),
      device: textOf(json, 'dev'),
      gateway,
      source,
      metric: numberOf(json, 'metric') ?? 0,
      type: types.find((type) => type === textOf(json, 'type')) ?? 'unicast',
    },
  ];
}

/** Reads `ip -j route` (and `ip -6 -j route` after it), or `ip route`. */
export function parseRoutes(text: string): Route[] {
  if (!text.trimStart().startsWith('[')) return readRouteText(text);
  return parseList(text).flatMap(readRoute);
}

/** The routes that addresses bring with them. */
function connectedRoutes(links: readonly Interface[]): Route[] {
  return links.flatMap(({ name, kind, addresses }) =>
    addresses.flatMap(({ address, prefix }) => {
      const family = familyOf(address);
      const mask = maskOf(prefix, family);
      if (kind === 'loopback' || prefix === (family === 'ipv4' ? 32 : 128)) return [];
      const network = (parseAddress(address) ?? []).map((word, index) => (word & (mask[index] ?? 0)) >>> 0);
      const route: Route = {
        destination: formatAddress(network),
        prefix,
        device: name,
        gateway: null,
        source: family === 'ipv4' ? address : null,
        metric: 0,
        type: 'unicast',
      };
      return [route];
    }),
  );
}

/**
 * Reads a machine's interfaces, addresses and routes. Without routes there are those that the addresses bring.
 * @throws InputError
 */
export function parseNetwork(source: NetworkSource): Network {
  const interfaces = source.addresses === undefined ? [] : parseAddresses(source.addresses);
  const routes = source.routes === undefined ? connectedRoutes(interfaces) : parseRoutes(source.routes);
  return {
    interfaces,
    routes,
    forwarding: source.forwarding ?? null,
    bridgeNetfilter: source.bridgeNetfilter ?? null,
    routeLocalnet: source.routeLocalnet ?? null,
    rpFilter: source.rpFilter ?? null,
    assumptions: [],
  };
}
