import type { Bilingual } from '../bilingual.ts';
import type { Counters, Match, Option, Target } from '../model/ruleset.ts';
import { isNot, nearestTo } from '../problem.ts';
import { protocolName } from '../protocols.ts';
import { RulesetError } from '../ruleset-error.ts';
import { aliases, ipOptions, matchOptions, targetOptions, type Arity } from './option-table.ts';
import type { Token } from './tokenize.ts';

/** What a rule's words say, without its place. */
export interface RuleBody {
  matches: Match[];
  target: Target | null;
  counters: Counters | null;
}

type Draft = { extension: string; options: Option[]; start: number; end: number };

/** The match that a protocol brings with it: `-p tcp --dport 80` needs no `-m tcp`. */
function implicitMatch(ip: Draft | undefined): string | undefined {
  const proto = ip?.options.find(({ name, negated }) => name === '--protocol' && !negated)?.values[0];
  if (proto === undefined) return undefined;
  const name = protocolName(proto);
  const extension = { 'ipv6-icmp': 'icmp6', 'ipv6-mh': 'mh', 'mobility-header': 'mh' }[name] ?? name;
  return matchTables.has(extension) ? extension : undefined;
}

type Table = ReadonlyMap<string, Arity>;

function byName(tables: Readonly<Record<string, Readonly<Record<string, Arity>>>>): Map<string, Table> {
  return new Map(Object.entries(tables).map(([name, options]) => [name, new Map(Object.entries(options))]));
}

const matchTables = byName(matchOptions);
const targetTables = byName(targetOptions);
const general = new Map(Object.entries(ipOptions));
const none: Table = new Map();

/** Finds an option in a table, by its name, by another name, or by an abbreviation that fits one only (getopt_long). */
function findOption(table: Table, written: string): { name: string; arity: Arity } | undefined {
  const direct = table.get(written);
  if (direct !== undefined) return { name: written, arity: direct };
  const alias = aliases[written] ?? written;
  const arity = table.get(alias);
  if (arity !== undefined) return { name: alias, arity };
  if (written.length < 4) return undefined;
  const starts = [...table].filter(([name]) => name.startsWith(written));
  const [only] = starts;
  return only && starts.length === 1 ? { name: only[0], arity: only[1] } : undefined;
}

/** Reads the words after `-A CHAIN` one by one. */
class RuleReader {
  private readonly tokens: readonly Token[];
  private readonly line: number;
  private readonly matches: Draft[] = [];
  private ip: Draft | undefined;
  private target: { name: string; goto: boolean; options: Option[]; start: number; end: number } | null =
    null;
  private counters: Counters | null = null;
  private at: number;

  constructor(tokens: readonly Token[], line: number, from: number) {
    this.tokens = tokens;
    this.line = line;
    this.at = from;
  }

  read(): RuleBody {
    while (this.at < this.tokens.length) this.readOne();
    return {
      matches: this.ip ? [this.ip, ...this.matches] : this.matches,
      target: this.target,
      counters: this.counters,
    };
  }

  private fail(column: number, problem: Bilingual): never {
    throw new RulesetError(this.line, column, problem);
  }

  private readOne(): void {
    const first = this.tokens[this.at];
    if (!first) return;
    const negated = first.text === '!' && !first.quoted;
    if (negated) this.at++;
    const token = this.tokens[this.at];
    if (!token)
      this.fail(first.start, {
        en: '`!` negates the option after it, and there is none',
        zh: '`!` 否定它后面的选项，而后面没有选项',
      });
    this.at++;
    const start = first.start;
    const { text } = token;
    switch (text) {
      case '-m':
      case '--match':
        return this.readMatch(token);
      case '-j':
      case '--jump':
      case '-g':
      case '--goto':
        return this.readTarget(token, negated);
      case '-c':
      case '--set-counters':
        return this.readCounters(token);
      case '-4':
      case '-6':
      case '--ipv4':
      case '--ipv6':
        return;
    }
    const equals = text.startsWith('--') ? text.indexOf('=') : -1;
    const name = equals > 0 ? text.slice(0, equals) : text;
    const inline = equals > 0 ? text.slice(equals + 1) : null;
    const ip = general.get(name);
    if (ip !== undefined && !this.targetTable?.has(name)) {
      this.ip ??= { extension: 'ip', options: [], start, end: token.end };
      this.addOption(this.ip, ip, ip === '--fragment' ? 0 : 1, token, negated, start, inline);
      return;
    }
    if (!text.startsWith('-'))
      this.fail(
        token.start,
        isNot(
          text,
          { en: 'an option', zh: '选项' },
          { en: '; a value with spaces stands in double quotes', zh: '；带空格的值要放在双引号里' },
        ),
      );
    this.readExtensionOption(name, token, negated, start, inline);
  }

  /** The options of the target; undefined without one, and for one that is not known. */
  private get targetTable(): Table | undefined {
    return this.target ? targetTables.get(this.target.name) : undefined;
  }

  private next(after: Token, what: Bilingual): Token {
    const token = this.tokens[this.at++];
    if (!token)
      this.fail(after.end, {
        en: `${after.text} needs ${what.en} after it`,
        zh: `${after.text} 后面缺少${what.zh}`,
      });
    return token;
  }

  private readMatch(option: Token): void {
    const { text, end } = this.next(option, { en: 'the name of a match', zh: '匹配的名字' });
    this.matches.push({ extension: text, options: [], start: option.start, end });
  }

  private readTarget(option: Token, negated: boolean): void {
    if (negated)
      this.fail(option.start, { en: `${option.text} cannot be negated`, zh: `${option.text} 不能否定` });
    if (this.target)
      this.fail(option.start, {
        en: `a rule has one target; this one has ${this.target.name} already`,
        zh: `一条规则只能有一个目标，这条已经有 ${this.target.name} 了`,
      });
    const { text, end } = this.next(option, { en: 'a target or a chain', zh: '目标或链' });
    const goto = option.text === '-g' || option.text === '--goto';
    this.target = { name: text, goto, options: [], start: option.start, end };
  }

  private readCounters(option: Token): void {
    const what = { en: 'packets and bytes', zh: '包数和字节数' };
    const packets = this.next(option, what);
    const bytes = this.next(option, what);
    for (const { text, start } of [packets, bytes])
      if (!/^\d+$/.test(text)) this.fail(start, isNot(text, { en: 'a number', zh: '数' }));
    this.counters = { packets: Number(packets.text), bytes: Number(bytes.text) };
  }

  private readExtensionOption(
    name: string,
    token: Token,
    negated: boolean,
    start: number,
    inline: string | null,
  ): void {
    const { target, targetTable } = this;
    const ofTarget = targetTable && findOption(targetTable, name);
    if (target && ofTarget)
      return this.addOption(target, ofTarget.name, ofTarget.arity, token, negated, start, inline);
    for (let index = this.matches.length - 1; index >= 0; index--) {
      const match = this.matches[index];
      const table = match && matchTables.get(match.extension);
      const found = table && findOption(table, name);
      if (found) return this.addOption(match, found.name, found.arity, token, negated, start, inline);
    }
    const implicit = implicitMatch(this.ip);
    const found = implicit && findOption(matchTables.get(implicit) ?? none, name);
    if (implicit && found) {
      const match = { extension: implicit, options: [], start, end: token.end };
      this.matches.push(match);
      return this.addOption(match, found.name, found.arity, token, negated, start, inline);
    }
    const unknown =
      target && !targetTable ? target : this.matches.findLast(({ extension }) => !matchTables.has(extension));
    if (!unknown) this.failOption(name, token);
    this.addOption(unknown, name, 'verbatim', token, negated, start, inline);
  }

  private failOption(name: string, token: Token): never {
    const implicit = implicitMatch(this.ip);
    const tables = [
      ...this.matches.map(({ extension }) => matchTables.get(extension)),
      this.targetTable,
      implicit === undefined ? undefined : matchTables.get(implicit),
    ];
    const known = tables.flatMap((table) => [...(table ?? none).keys()]);
    const [owner] = [...matchTables].find(([, table]) => table.has(name)) ?? [];
    const hint = owner
      ? { en: `; it belongs to -m ${owner}`, zh: `；它是 -m ${owner} 的` }
      : nearestTo(name, [...known, ...Object.keys(ipOptions)]);
    this.fail(token.start, {
      en: `no match or target of this rule has the option ${name}${hint.en}`,
      zh: `这条规则的匹配和目标都没有 ${name} 这个选项${hint.zh}`,
    });
  }

  private addOption(
    owner: { options: Option[]; end: number },
    name: string,
    arity: Arity | 'verbatim',
    token: Token,
    negated: boolean,
    start: number,
    inline: string | null,
  ): void {
    let not = negated;
    const values = inline === null ? [] : [inline];
    // The old way to negate, `-s ! 192.0.2.1` (deprecated in iptables 1.4.3).
    const old = this.tokens[this.at];
    if (old?.text === '!' && !old.quoted && arity !== 0 && arity !== 'verbatim' && inline === null) {
      if (not) this.fail(old.start, { en: 'negated twice', zh: '否定了两次' });
      not = true;
      this.at++;
    }
    const from = this.at;
    if (arity === 'verbatim') this.skipVerbatim();
    else if (arity !== 'optional' && values.length < arity) this.skip(arity - values.length, token, arity);
    for (let index = from; index < this.at; index++) values.push(this.tokens[index]?.text ?? '');
    const { end } = this.at > from ? (this.tokens[this.at - 1] ?? token) : token;
    owner.options.push({ name, negated: not, values, start, end });
    owner.end = end;
  }

  private skip(count: number, token: Token, arity: number): void {
    if (this.at + count > this.tokens.length)
      this.fail(token.end, {
        en: `${token.text} needs ${arity === 1 ? 'a value' : `${arity} values`}`,
        zh: `${token.text} 需要 ${arity} 个值`,
      });
    this.at += count;
  }

  /** All that does not look like another option. */
  private skipVerbatim(): void {
    for (;;) {
      const value = this.tokens[this.at];
      if (!value || (!value.quoted && (value.text === '!' || value.text.startsWith('-')))) return;
      this.at++;
    }
  }
}

/** Reads a rule's words as iptables does: general options, matches with theirs, a target with its own. */
export function parseRule(tokens: readonly Token[], line: number, from: number): RuleBody {
  return new RuleReader(tokens, line, from).read();
}
