import type { TcpFlag } from '../model/packet.ts';
import { isNot, nearestTo } from '../problem.ts';
import { compare, undecided } from './finding.ts';
import type { OptionCompiler, Test } from './condition.ts';
import { ValueError } from './value-error.ts';

/** All TCP flags that `--tcp-flags` knows, in its order. */
export const tcpFlags: readonly TcpFlag[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

function isFlag(text: string): text is TcpFlag {
  return (tcpFlags as readonly string[]).includes(text);
}

/** Reads `SYN,ACK`, `ALL` or `NONE`. */
export function parseFlags(text: string): TcpFlag[] {
  const upper = text.toUpperCase();
  if (upper === 'ALL') return [...tcpFlags];
  if (upper === 'NONE' || upper === '') return [];
  return upper.split(',').map((flag) => {
    if (!isFlag(flag))
      throw new ValueError(
        isNot(flag, { en: 'a TCP flag', zh: 'TCP 标志' }, nearestTo(flag, [...tcpFlags, 'ALL', 'NONE'])),
      );
    return flag;
  });
}

function flagsTest(mask: readonly TcpFlag[], set: readonly TcpFlag[], negated: boolean): Test {
  return ({ packet: { flags } }) => {
    const holds = flags && mask.every((flag) => flags.includes(flag) === set.includes(flag));
    return compare(holds, negated, 'flags', flags?.join(',') ?? null);
  };
}

/** `--tcp-flags MASK SET`. */
export const tcpFlagsTest: OptionCompiler = ({ negated, values }) =>
  flagsTest(parseFlags(values[0] ?? ''), parseFlags(values[1] ?? ''), negated);

/** `--syn`: SYN set; RST, ACK and FIN not. */
export const synTest: OptionCompiler = ({ negated }) =>
  flagsTest(['SYN', 'RST', 'ACK', 'FIN'], ['SYN'], negated);

/** A condition about a part of the header that a packet here does not have. */
export function notGivenTest(field: string): OptionCompiler {
  return () => () => undecided(field, 'not-given');
}
