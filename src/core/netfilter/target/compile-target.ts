import type { Option, Rule, Table } from '../model/ruleset.ts';
import { ValueError } from '../match/value-error.ts';
import { nearestTo } from '../problem.ts';
import { RulesetError } from '../ruleset-error.ts';
import { ctEffect } from './ct.ts';
import type { Effect } from './effect.ts';
import { dscpEffect, tosEffect, ttlEffect } from './header.ts';
import { connmarkEffect, markEffect } from './mark.ts';
import { masqueradeEffect, natEffect, netmapEffect, redirectEffect } from './nat.ts';

const accept: Effect = { verdict: 'ACCEPT', pure: false };
const drop: Effect = { verdict: 'DROP', pure: false };
const goOn: Effect = { verdict: 'CONTINUE', pure: true };
const notrack: Option = { name: '--notrack', negated: false, values: [], start: 0, end: 0 };

function rejectEffect(options: readonly Option[]): Effect {
  const rejectWith = options.find(({ name }) => name === '--reject-with')?.values[0];
  return { verdict: 'REJECT', pure: false, rejectWith: rejectWith ?? 'icmp-port-unreachable' };
}

const nothing = new Set(
  'AUDIT CHECKSUM CLASSIFY CONNSECMARK ECN IDLETIMER LED LOG NFLOG RATEEST SECMARK TCPMSS TCPOPTSTRIP TEE TRACE ULOG'.split(
    ' ',
  ),
);

type EffectOf = (options: readonly Option[]) => Effect;

const targets: Readonly<Record<string, EffectOf>> = {
  ACCEPT: () => accept,
  DROP: () => drop,
  RETURN: () => ({ verdict: 'RETURN', pure: false }),
  REJECT: rejectEffect,
  MARK: markEffect,
  CONNMARK: connmarkEffect,
  CT: ctEffect,
  NOTRACK: () => ctEffect([notrack]),
  DNAT: (options) => natEffect('destination', '--to-destination', options),
  SNAT: (options) => natEffect('source', '--to-source', options),
  MASQUERADE: masqueradeEffect,
  REDIRECT: redirectEffect,
  NETMAP: netmapEffect,
  TOS: tosEffect,
  DSCP: dscpEffect,
  TTL: ttlEffect,
  HL: ttlEffect,
  QUEUE: () => ({ verdict: 'QUEUE', pure: false, unknown: 'userspace' }),
  NFQUEUE: () => ({ verdict: 'QUEUE', pure: false, unknown: 'userspace' }),
  SYNPROXY: () => ({ verdict: 'STOLEN', pure: false, unknown: 'userspace' }),
  // `--map-set` takes mark, priority or queue from the set's entry.
  SET: (options) =>
    options.some(({ name }) => name === '--map-set')
      ? { verdict: 'CONTINUE', pure: false, unknown: 'set' }
      : goOn,
  HMARK: () => ({ verdict: 'CONTINUE', pure: false, unknown: 'host-state' }),
  // A socket that listens there gets the packet; without one it is dropped (xt_TPROXY.c).
  TPROXY: () => ({ verdict: 'ACCEPT', pure: false, unknown: 'socket' }),
};

function compile(rule: Rule, table: Table): Effect {
  const { target } = rule;
  if (!target) return goOn;
  const { name, goto, options } = target;
  if (table.chains.has(name)) {
    const own = table.chains.get(name);
    if (own?.policy !== null)
      throw new ValueError({
        en: `${name} is a built-in chain and cannot be jumped to`,
        zh: `${name} 是内建链，不能跳进去`,
      });
    return { verdict: goto ? 'GOTO' : 'JUMP', chain: name, pure: false };
  }
  if (goto) {
    const near = nearestTo(name, table.chains.keys());
    throw new ValueError({
      en: `there is no chain ${name} in table ${table.name} to go to${near.en}`,
      zh: `${table.name} 表里没有 ${name} 链，没法转过去${near.zh}`,
    });
  }
  const known = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (known) return known(options);
  if (nothing.has(name)) return goOn;
  return { verdict: 'CONTINUE', pure: false, unknown: 'unknown-extension' };
}

// Under a symbol, as the conditions are (conditions-of.ts).
const compiled = Symbol('effect');

interface Compiled {
  [compiled]?: Effect;
}

/** What a rule's target does; made once. */
export function effectOf(rule: Rule & Compiled, table: Table): Effect {
  let effect = rule[compiled];
  if (!effect) {
    try {
      effect = compile(rule, table);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      const { start = 1 } = rule.target?.options[0] ?? rule.target ?? {};
      throw new RulesetError(rule.line, start, error.problem, { cause: error });
    }
    rule[compiled] = effect;
  }
  return effect;
}
