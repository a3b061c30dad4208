import type { Counters, Match, Option, Rule, Ruleset, Target } from './model/ruleset.ts';

/** Quotes a word where iptables would (libxtables xtables_save_string). */
function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./[\]-]+$/.test(word) && word !== '!'
    ? word
    : `"${word.replace(/["\\]/g, '\\$&')}"`;
}

const short: Readonly<Record<string, string>> = {
  '--source': '-s',
  '--destination': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--protocol': '-p',
  '--fragment': '-f',
};

function printOption({ name, negated, values }: Option, isGeneral: boolean): string {
  const words = [isGeneral ? (short[name] ?? name) : name, ...values.map(quote)];
  return `${negated ? '! ' : ''}${words.join(' ')}`;
}

function printMatch({ extension, options }: Match): string[] {
  const isGeneral = extension === 'ip';
  const words = options.map((option) => printOption(option, isGeneral));
  return isGeneral ? words : [`-m ${quote(extension)}`, ...words];
}

function printTarget({ name, goto, options }: Target): string[] {
  return [`${goto ? '-g' : '-j'} ${quote(name)}`, ...options.map((option) => printOption(option, false))];
}

/** Prints a rule's words in the form of today's `iptables-save`. */
export function printRule({ matches, target }: Rule): string {
  return [...matches.flatMap(printMatch), ...(target ? printTarget(target) : [])].join(' ');
}

function printCounters(counters: Counters | null): string {
  return `[${counters?.packets ?? 0}:${counters?.bytes ?? 0}]`;
}

/** Prints a ruleset so that `iptables-restore` (or `ip6tables-restore`) accepts it. */
export function printRuleset({ tables }: Ruleset): string {
  const lines: string[] = [];
  for (const table of tables.values()) {
    lines.push(`*${table.name}`);
    const chains = [...table.chains.values()];
    for (const { name, policy, counters } of chains)
      lines.push(`:${name} ${policy ?? '-'} ${printCounters(counters)}`);
    for (const chain of chains)
      for (const rule of chain.rules) {
        const counters = rule.counters ? `${printCounters(rule.counters)} ` : '';
        lines.push(`${counters}-A ${chain.name} ${printRule(rule)}`.trimEnd());
      }
    lines.push('COMMIT');
  }
  return `${lines.join('\n')}\n`;
}
