import { formatAddress, inSubnet, parseAddress } from '../netfilter/address.ts';
import type { Interface, InterfaceAddress, Network } from '../netfilter/model/network.ts';
import type { Family } from '../netfilter/model/packet.ts';
import { familyOf } from '../netfilter/address.ts';

/** An interface with its address of one family, and addresses of hosts behind it. */
export interface Segment {
  name: string;
  /** This machine's own address there. */
  own: string;
  prefix: number;
  /** Two others of the subnet: those that are known first, then the lowest free ones. */
  hosts: readonly [string, string];
}

function addTo(address: string, offset: number): string {
  const words = [...(parseAddress(address) ?? [])];
  words[words.length - 1] = ((words.at(-1) ?? 0) + offset) >>> 0;
  return formatAddress(words);
}

function networkOf({ address, prefix }: InterfaceAddress): string {
  const words = [...(parseAddress(address) ?? [])];
  const width = words.length === 1 ? prefix : Math.max(0, prefix - 96);
  const last = words.length - 1;
  words[last] = width <= 0 ? 0 : ((words[last] ?? 0) & (0xffffffff << (32 - width))) >>> 0;
  return formatAddress(words);
}

function segmentOf({ name, addresses }: Interface, family: Family, known: readonly string[]): Segment | null {
  const own = addresses.find(({ address, scope }) => familyOf(address) === family && scope !== 'link');
  if (!own) return null;
  const network = networkOf(own);
  const inside = known.filter(
    (address) => inSubnet(address, own.address, own.prefix) && address !== own.address,
  );
  const free = [1, 2, 3, 4, 5]
    .map((offset) => addTo(network, offset))
    .filter((address) => address !== own.address && !inside.includes(address));
  const [first = network, second = network] = [...new Set(inside), ...free];
  return { name, own: own.address, prefix: own.prefix, hosts: [first, second] };
}

/** Where containers and other machines are, as far as a network tells. */
export interface Neighbourhood {
  bridges: readonly Segment[];
  /** The interface to the rest of the world; null when there is none. */
  outside: Segment | null;
}

/**
 * Sorts a machine's interfaces into bridges with containers and the way out.
 * @param known addresses that are in use, for example of containers with published ports
 */
export function lookAround(network: Network, family: Family, known: readonly string[] = []): Neighbourhood {
  const others = network.interfaces.filter(({ kind, master }) => kind === 'other' && master === null);
  const gateways = network.routes.filter(
    ({ prefix, destination }) => prefix === 0 && familyOf(destination) === family,
  );
  const byRoute = others.find(({ name }) => gateways.some(({ device }) => device === name));
  const segments = (links: readonly Interface[]) =>
    links.map((link) => segmentOf(link, family, known)).filter((segment) => segment !== null);
  const [outside = null] = segments(byRoute ? [byRoute, ...others] : others);
  return { bridges: segments(network.interfaces.filter(({ kind }) => kind === 'bridge')), outside };
}
