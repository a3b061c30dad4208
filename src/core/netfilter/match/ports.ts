import type { Packet } from '../model/packet.ts';
import { compare } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { parseRange, type Range } from './numbers.ts';
import { parsePort } from './services.ts';
import { ValueError } from './value-error.ts';

function inRange(value: number | null, { from, to }: Range): boolean | null {
  if (from === 0 && to === 65535) return true;
  return value === null ? null : value >= from && value <= to;
}

/** `--sport` and `--dport` of tcp, udp, sctp, dccp and udplite (xt_tcpudp.c). */
export function portTest(field: 'sport' | 'dport'): OptionCompiler {
  return ({ negated }, value) => {
    const range = parseRange(value, 65535, parsePort);
    return ({ packet }) => compare(inRange(packet[field], range), negated, field, packet[field]);
  };
}

function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

const sides = { '--sports': ['sport'], '--dports': ['dport'], '--ports': ['sport', 'dport'] } as const;

/** `-m multiport` (xt_multiport.c): up to 15 ports, a range counting as two. */
export const multiportTest: OptionCompiler = ({ name, negated }, value) => {
  const ranges = value.split(',').map((part) => parseRange(part, 65535, parsePort));
  const count = value.split(',').reduce((sum, part) => sum + (part.includes(':') ? 2 : 1), 0);
  if (count > 15)
    throw new ValueError({
      en: `multiport takes up to 15 ports, a range counting as two; here are ${count}`,
      zh: `multiport 最多 15 个端口，一个范围算两个；这里有 ${count} 个`,
    });
  const fields = sides[name as keyof typeof sides];
  const [first] = fields;
  const shown = (packet: Packet) => fields.map((field) => packet[field]).join(', ');
  return ({ packet }) => {
    const answers = fields.flatMap((field) => ranges.map((range) => inRange(packet[field], range)));
    return compare(anyOf(answers), negated, fields.length > 1 ? 'ports' : first, shown(packet));
  };
};
