import type { Language } from '../../core/netfilter/explain/explain.ts';
import { InputError } from '../../core/netfilter/input-error.ts';
import { inferNetwork } from '../../core/netfilter/infer-network.ts';
import type { Network } from '../../core/netfilter/model/network.ts';
import type { Family } from '../../core/netfilter/model/packet.ts';
import type { Ruleset } from '../../core/netfilter/model/ruleset.ts';
import { parseNetwork } from '../../core/netfilter/parse/parse-network.ts';
import { parseRuleset } from '../../core/netfilter/parse/parse-ruleset.ts';
import { RulesetError } from '../../core/netfilter/ruleset-error.ts';
import { makePresets, type Preset } from '../../core/tracer/presets.ts';
import { boundWalk, mostRulesLookedAt } from '../../core/tracer/walk-bound.ts';
import { mostCharacters } from './compress.ts';
import type { Strings } from './strings.ts';
import type { MachineTexts } from '../../core/tracer/machine-texts.ts';

/** A ruleset with what it runs on, ready to be asked. */
export interface Machine {
  /** The rules as they were read. */
  dump: string;
  ruleset: Ruleset;
  /** Null when nobody gave addresses and routes. */
  network: Network | null;
  /** The given network, or the one that the rules tell of. */
  around: Network;
  family: Family;
  presets: readonly Preset[];
}

/** A mistake in one of the texts that describe a machine. */
export interface MachineMistake {
  field: keyof MachineTexts;
  line: number;
  column: number;
  problem: string;
}

/** Thrown by `readMachine`; knows which text is wrong, and where. */
export class MachineError extends Error {
  readonly mistake: MachineMistake;
  constructor(mistake: MachineMistake) {
    super(mistake.problem);
    this.name = 'MachineError';
    this.mistake = mistake;
  }
}

function inField<Result>(field: keyof MachineTexts, language: Language, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RulesetError || error instanceof InputError)) throw error;
    const { line, column, problem } = error;
    throw new MachineError({ field, line, column, problem: problem[language] });
  }
}

/** How many rules a ruleset has. */
export function countRules({ tables }: Ruleset): number {
  let count = 0;
  for (const { chains } of tables.values()) for (const { rules } of chains.values()) count += rules.length;
  return count;
}

/** The network of a machine; null when nobody gave it. */
function readNetwork(
  addresses: string,
  routes: string,
  words: Strings['own'],
  language: Language,
): Network | null {
  const hasRoutes = routes.trim() !== '';
  if (addresses.trim() === '') {
    if (!hasRoutes) return null;
    throw new MachineError({ field: 'routes', line: 1, column: 1, problem: words.routesAlone });
  }
  // The addresses are read alone first, so that a mistake is known to be in them.
  const connected = inField('addresses', language, () => parseNetwork({ addresses }));
  return hasRoutes ? inField('routes', language, () => parseNetwork({ addresses, routes })) : connected;
}

/** Reads a machine from its texts. @throws MachineError */
export function readMachine(
  { rules, addresses, routes }: MachineTexts,
  words: Strings['own'],
  language: Language,
): Machine {
  for (const [field, text] of Object.entries({ rules, addresses, routes }))
    if (text.length > mostCharacters)
      throw new MachineError({
        field: field as keyof MachineTexts,
        line: 1,
        column: 1,
        problem: words.tooLong,
      });
  const ruleset = inField('rules', language, () => parseRuleset(rules));
  if (ruleset.tables.size === 0)
    throw new MachineError({ field: 'rules', line: 1, column: 1, problem: words.empty });
  const bound = boundWalk(ruleset);
  if (bound > mostRulesLookedAt)
    throw new MachineError({ field: 'rules', line: 1, column: 1, problem: words.tooDeep(bound) });
  const network = readNetwork(addresses, routes, words, language);
  const family = ruleset.family ?? 'ipv4';
  const around =
    network ??
    inferNetwork(ruleset, {
      family,
      dst: family === 'ipv4' ? '198.51.100.7' : '2001:db8:ffff::7',
      proto: 'tcp',
      local: true,
    });
  return { dump: rules, ruleset, network, around, family, presets: makePresets(ruleset, around, family) };
}
