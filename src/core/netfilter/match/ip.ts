import { familyOf, maskOf, parseAddress, sameUnder, type Words } from '../address.ts';
import { isNot, nearestTo, suchAs } from '../problem.ts';
import { protocolName, protocolNames, protocolNumber } from '../protocols.ts';
import { compare, matched, missed } from './finding.ts';
import type { OptionCompiler, Test } from './condition.ts';
import { ValueError } from './value-error.ts';

interface Subnet {
  address: Words;
  mask: Words;
}

const examples = suchAs('192.0.2.1', '192.0.2.0/24', '2001:db8::/32');
const noHostNames = {
  en: `; host names do not stand in a dump${examples.en}`,
  zh: `；规则里不写主机名，只写地址${examples.zh}`,
};

function parseSubnet(text: string): Subnet {
  const slash = text.indexOf('/');
  const written = slash < 0 ? text : text.slice(0, slash);
  const bits = slash < 0 ? undefined : text.slice(slash + 1).split('/', 1)[0];
  const address = parseAddress(written);
  if (!address) throw new ValueError(isNot(written, { en: 'an address', zh: '地址' }, noHostNames));
  if (bits === undefined) return { address, mask: maskOf(128, familyOf(written)) };
  const most = address.length * 32;
  if (/^\d+$/.test(bits) && Number(bits) <= most)
    return { address, mask: maskOf(Number(bits), familyOf(written)) };
  const mask = parseAddress(bits);
  if (mask?.length !== address.length)
    throw new ValueError(
      isNot(
        `/${bits}`,
        { en: 'a mask', zh: '掩码' },
        { en: `: a length from 0 to ${most}, or an address`, zh: `：写 0 到 ${most} 的长度，或者一个地址` },
      ),
    );
  return { address, mask };
}

/** `-s` and `-d` (net/ipv4/netfilter/ip_tables.c ip_packet_match). */
export function addressTest(field: 'src' | 'dst'): OptionCompiler {
  return ({ negated }, value) => {
    if (!value.includes(',')) {
      const { address, mask } = parseSubnet(value);
      return ({ packet }) => {
        const words = parseAddress(packet[field]);
        const holds = words !== null && sameUnder(words, address, mask);
        return holds !== negated ? matched : missed(field, packet[field]);
      };
    }
    const subnets = value.split(',').map(parseSubnet);
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
      throw new ValueError(
        isNot(
          value,
          { en: 'the name of an interface', zh: '接口名' },
          { en: ': 1 to 15 characters', zh: '：长 1 到 15 个字符' },
        ),
      );
    return ({ packet }) =>
      fitsInterface(packet[field], value) !== negated ? matched : missed(field, packet[field]);
  };
}

/** `-p`. */
export const protocolTest: OptionCompiler = ({ negated }, value): Test => {
  if (value === 'all' || value === '0' || value === 'ip') return () => compare(true, negated, 'proto', 'all');
  const number = protocolNumber(value);
  if (number === null) {
    const near = nearestTo(value, protocolNames);
    const after = { en: `${near.en}, or its number`, zh: `${near.zh}，也可以写协议号` };
    throw new ValueError(isNot(value, { en: 'a protocol', zh: '协议' }, after));
  }
  const name = protocolName(value);
  return ({ packet }) => ((packet.proto === name) !== negated ? matched : missed('proto', packet.proto));
};

/** `-f`: the second and later fragments; a packet here is whole. */
export const fragmentTest: OptionCompiler =
  ({ negated }) =>
  () =>
    compare(false, negated, 'fragment', null);
