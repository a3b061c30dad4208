import { familyOf, formatAddress, maskOf, parseAddress, type Words } from '../address.ts';
import { parseRange } from '../match/numbers.ts';
import { parsePort } from '../match/services.ts';
import type { Network } from '../model/network.ts';
import type { Family } from '../model/packet.ts';
import type { Option, Rule } from '../model/ruleset.ts';

/** Values worth trying for each field of a packet. */
export interface Candidates {
  src: string[];
  dst: string[];
  in: (string | null)[];
  proto: string[];
  dport: number[];
  sport: number[];
}

const outside = { ipv4: ['192.0.2.1', '198.51.100.7'], ipv6: ['2001:db8::1', '2001:db8:7::7'] } as const;

function within(subnet: string): string[] {
  const [text = '', bits] = (subnet.split(',')[0] ?? '').split('/');
  const words = parseAddress(text);
  if (!words) return [];
  const most = words.length * 32;
  const prefix = /^\d+$/.test(bits ?? '') ? Number(bits) : most;
  if (prefix >= most) return [text];
  const mask = maskOf(prefix, familyOf(text));
  const add = (offset: number): Words =>
    words.map(
      (word, index) => ((word & (mask[index] ?? 0)) + (index === words.length - 1 ? offset : 0)) >>> 0,
    );
  return [2, 3, 1].map((offset) => formatAddress(add(offset)));
}

function portsOf({ values }: Option): number[] {
  return (values[0] ?? '').split(',').flatMap((part) => {
    try {
      const { from, to } = parseRange(part, 65535, parsePort);
      return from === to ? [from] : [from, to];
    } catch {
      return [];
    }
  });
}

/** Gathers what the rules on the way to a rule ask for, and what the network has. */
export function gatherCandidates(rules: readonly Rule[], network: Network, family: Family): Candidates {
  const found: Candidates = { src: [], dst: [], in: [], proto: [], dport: [], sport: [] };
  for (const { options } of rules.flatMap(({ matches }) => matches))
    for (const option of options) {
      const [value = ''] = option.values;
      switch (option.name) {
        case '--source':
        case '--ctorigsrc':
        case '--src-range':
          found.src.push(...within(value.split('-')[0] ?? ''));
          break;
        case '--destination':
        case '--ctorigdst':
        case '--dst-range':
          found.dst.push(...within(value.split('-')[0] ?? ''));
          break;
        case '--in-interface':
          if (!option.negated) found.in.push(value.replace(/\+$/, '0'));
          break;
        case '--protocol':
          if (!option.negated && value !== 'all') found.proto.push(value);
          break;
        case '--dport':
        case '--dports':
        case '--ports':
        case '--ctorigdstport':
          found.dport.push(...portsOf(option));
          break;
        case '--sport':
        case '--sports':
          found.sport.push(...portsOf(option));
          break;
        default:
      }
    }
  const links = network.interfaces.filter(({ kind }) => kind !== 'loopback');
  const own = network.interfaces.flatMap(({ addresses }) =>
    addresses.filter(({ address }) => familyOf(address) === family),
  );
  found.in.push(null, ...links.map(({ name }) => name));
  found.src.push(
    ...outside[family],
    ...own.flatMap(({ address, prefix }) => [address, ...within(`${address}/${prefix}`)]),
  );
  found.dst.push(
    ...own.flatMap(({ address, prefix }) => [address, ...within(`${address}/${prefix}`)]),
    ...outside[family],
  );
  found.proto.push('tcp', 'udp');
  found.dport.push(80);
  found.sport.push(40000);
  const fits = (address: string) => parseAddress(address) !== null && familyOf(address) === family;
  return {
    src: [...new Set(found.src)].filter(fits),
    dst: [...new Set(found.dst)].filter(fits),
    in: [...new Set(found.in)],
    proto: [...new Set(found.proto)],
    dport: [...new Set(found.dport)],
    sport: [...new Set(found.sport)],
  };
}
