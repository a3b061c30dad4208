import { isNot } from '../problem.ts';
import { ValueError } from './value-error.ts';

/** Reads a number as iptables does (xtables_strtoul): decimal, 0x hexadecimal, 0 octal. */
export function parseNumber(text: string, most = 0xffffffff): number {
  const valid = /^(0x[0-9a-f]+|\d+)$/i.test(text);
  const value = !valid ? NaN : /^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text);
  if (!(value <= most))
    throw new ValueError(isNot(text, { en: `a number from 0 to ${most}`, zh: `0 到 ${most} 之间的数` }));
  return value;
}

/** A range, both ends included. */
export interface Range {
  from: number;
  to: number;
}

/** Reads `5`, `5:9`, `5:` and `:9`. */
export function parseRange(text: string, most: number, read = parseNumber, separator = ':'): Range {
  const at = text.indexOf(separator);
  if (at < 0) {
    const only = read(text, most);
    return { from: only, to: only };
  }
  const [low, high] = [text.slice(0, at), text.slice(at + 1)];
  const range = { from: low === '' ? 0 : read(low, most), to: high === '' ? most : read(high, most) };
  if (range.from > range.to)
    throw new ValueError({
      en: `the range ${text} ends before it starts: ${high}${separator}${low}?`,
      zh: `范围 ${text} 的起点大于终点：是 ${high}${separator}${low} 吗？`,
    });
  return range;
}

/** A value under a mask: `0x4000/0xc000`. */
export interface Masked {
  value: number;
  mask: number;
}

/** Reads `value` or `value/mask`. */
export function parseMasked(text: string, most = 0xffffffff): Masked {
  const at = text.indexOf('/');
  if (at < 0) return { value: parseNumber(text, most), mask: most };
  return { value: parseNumber(text.slice(0, at), most), mask: parseNumber(text.slice(at + 1), most) };
}

/** Whether a number equals a masked value. */
export function equalsMasked(number: number, { value, mask }: Masked): boolean {
  return (number & mask) >>> 0 === value;
}

/** Prints a mark as iptables does. */
export function hex(number: number): string {
  return `0x${number.toString(16)}`;
}
