import { RulesetError } from '../ruleset-error.ts';

/** A word of a rule; `start` and `end` are columns from 1, the end excluded. */
export interface Token {
  text: string;
  quoted: boolean;
  start: number;
  end: number;
}

/**
 * Splits a rule as `iptables-restore` does (iptables/xshared.c add_param_to_argv): double quotes, `\` inside them.
 * @param offset how much of the line comes before `source`
 */
export function tokenize(source: string, line: number, from = 0, offset = 0): Token[] {
  const tokens: Token[] = [];
  // Splitting is native code: a loop over characters is several times as slow.
  const words = source.slice(from).split(source.includes('\t', from) ? /[ \t]/ : ' ');
  let begin = from;
  for (let index = 0; index < words.length; index++) {
    const text = words[index] ?? '';
    const end = begin + text.length;
    if (text.includes('"')) {
      const quoted = readQuoted(source, line, begin, offset);
      tokens.push(quoted);
      // What stands inside the quotes was split too.
      const next = quoted.end - offset;
      begin = end + 1;
      while (begin < next) begin += (words[++index] ?? '').length + 1;
      continue;
    }
    if (text !== '') tokens.push({ text, quoted: false, start: begin + 1 + offset, end: end + 1 + offset });
    begin = end + 1;
  }
  return tokens;
}

function readQuoted(source: string, line: number, begin: number, offset: number): Token {
  let text = '';
  let open = 0;
  let at = begin;
  for (; at < source.length; at++) {
    const char = source.charAt(at);
    if (open > 0) {
      if (char === '\\' && at + 1 < source.length) text += source.charAt(++at);
      else if (char === '"') open = 0;
      else text += char;
    } else if (char === '"') open = at + 1;
    else if (char === ' ' || char === '\t') break;
    else text += char;
  }
  if (open > 0)
    throw new RulesetError(line, open + offset, {
      en: 'the quote that opens here is not closed: add `"`',
      zh: '这里开始的引号没有收尾：补上 `"`',
    });
  return { text, quoted: true, start: begin + 1 + offset, end: at + 1 + offset };
}
