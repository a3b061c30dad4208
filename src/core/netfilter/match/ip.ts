import { nearest } from '../../nearest.ts';
import { familyOf, maskOf, parseAddress, sameUnder, type Words } from '../address.ts';
import { protocolName, protocolNames, protocolNumber } from '../protocols.ts';
import { compare, matched, missed } from './finding.ts';
import type { OptionCompiler, Test } from './condition.ts';
import { ValueError } from './value-error.ts';

interface Subnet {
  address: Words;
  mask: Words;
}

function parseSubnet(text: string): Subnet {
  const [written = '', bits] = text.split('/');
  const address = parseAddress(written);
  if (!address)
    throw new ValueError(
      `${written || 'nothing'} is not an address; host names do not stand in a dump: 192.0.2.1, 192.0.2.0/24, 2001:db8::/32`,
    );
  if (bits === undefined) return { address, mask: maskOf(128, familyOf(written)) };
  const most = address.length * 32;
  if (/^\d+$/.test(bits) && Number(bits) <= most)
    return { address, mask: maskOf(Number(bits), familyOf(written)) };
  const mask = parseAddress(bits);
  if (mask?.length !== address.length)
    throw new ValueError(`/${bits} is not a mask: a length from 0 to ${most}, or an address`);
  return { address, mask };
}

/** `-s` and `-d` (net/ipv4/netfilter/ip_tables.c ip_packet_match). */
export function addressTest(field: 'src' | 'dst'): OptionCompiler {
  return ({ negated }, value) => {
    const subnets = value.split(',').map(parseSubnet);
    const [only] = subnets;
    if (only && subnets.length === 1)
      return ({ packet }) => {
        const words = parseAddress(packet[field]);
        const holds = words !== null && sameUnder(words, only.address, only.mask);
        return holds !== negated ? matched : missed(field, packet[field]);
      };
    return ({ packet }) => {
      const words = parseAddress(packet[field]);
      const holds = words !== null && subnets.some(({ address, mask }) => sameUnder(words, address, mask));
      return holds !== negated ? matched : missed(field, packet[field]);
    };
  };
}

/** Whether an interface's name fits a pattern; `eth+` fits every name that starts so. */
export function fitsInterface(name: string | null, pattern: string): boolean {
  if (pattern.endsWith('+')) return (name ?? '').startsWith(pattern.slice(0, -1));
  return name === pattern;
}

/** `-i`, `-o` and physdev's ports; a packet without the interface fits no name but `+`. */
export function interfaceTest(field: 'in' | 'out' | 'physin' | 'physout'): OptionCompiler {
  return ({ negated }, value) => {
    if (value.length > 15 || value === '')
      throw new ValueError(`${value} is not the name of an interface: 1 to 15 characters`);
    return ({ packet }) =>
      fitsInterface(packet[field], value) !== negated ? matched : missed(field, packet[field]);
  };
}

/** `-p`. */
export const protocolTest: OptionCompiler = ({ negated }, value): Test => {
  if (value === 'all' || value === '0' || value === 'ip') return () => compare(true, negated, 'proto', 'all');
  const number = protocolNumber(value);
  if (number === null)
    throw new ValueError(
      `${value} is not a protocol; nearest: ${nearest(value, protocolNames).join(', ')}, or its number`,
    );
  const name = protocolName(value);
  return ({ packet }) => ((packet.proto === name) !== negated ? matched : missed('proto', packet.proto));
};

/** `-f`: the second and later fragments; a packet here is whole. */
export const fragmentTest: OptionCompiler =
  ({ negated }) =>
  () =>
    compare(false, negated, 'fragment', null);
