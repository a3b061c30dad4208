import type { Rule, Ruleset } from '../netfilter/model/ruleset.ts';

/** A port of this machine that a DNAT rule leads on: what `docker run -p` makes. */
export interface PublishedPort {
  proto: string;
  /** The address it is published on; null for all. */
  on: string | null;
  port: number;
  /** Where it leads: the container. */
  address: string;
  toPort: number;
}

function valueOf({ matches, target }: Rule, name: string): string | null {
  const options = [...matches.flatMap((match) => match.options), ...(target?.options ?? [])];
  const option = options.find((one) => one.name === name && !one.negated);
  return option?.values[0] ?? null;
}

function readDestination(text: string): { address: string; port: number | null } | null {
  const match = /^\[?([\da-fA-F.:]+?)\]?(?::(\d+)(?:-\d+)?)?$/.exec(
    text.replace(/^(\d+(?:\.\d+){3})-[\d.]+/, '$1'),
  );
  if (!match?.[1]) return null;
  return { address: match[1], port: match[2] ? Number(match[2]) : null };
}

function natRules({ tables }: Ruleset): Rule[] {
  return [...(tables.get('nat')?.chains.values() ?? [])].flatMap((chain) => chain.rules);
}

function portOf(rule: Rule): number {
  return Number(/^\d+/.exec(valueOf(rule, '--dport') ?? '')?.[0]);
}

/** An address that exists in rules only, as kube-proxy makes for a Service. */
export interface Service {
  proto: string;
  address: string;
  port: number;
}

/** The Services of a ruleset: single addresses and ports that the nat table hands to a chain of their own. */
export function findServices(ruleset: Ruleset): Service[] {
  return natRules(ruleset).flatMap((rule) => {
    const address = /^(.+)\/(?:32|128)$/.exec(valueOf(rule, '--destination') ?? '')?.[1];
    const proto = valueOf(rule, '--protocol');
    const port = portOf(rule);
    const isJump = ruleset.tables.get('nat')?.chains.has(rule.target?.name ?? '') ?? false;
    return address && proto && isJump && Number.isInteger(port) ? [{ proto, address, port }] : [];
  });
}

/** The ports that a ruleset's nat table leads elsewhere, in its order, each once. */
export function findPublishedPorts(ruleset: Ruleset): PublishedPort[] {
  const found = new Map<string, PublishedPort>();
  for (const rule of natRules(ruleset)) {
    if (rule.target?.name !== 'DNAT') continue;
    const port = portOf(rule);
    const destination = readDestination(valueOf(rule, '--to-destination') ?? '');
    const proto = valueOf(rule, '--protocol');
    if (!destination || !proto || !Number.isInteger(port)) continue;
    const on = valueOf(rule, '--destination')?.split('/')[0] ?? null;
    const published = { proto, on, port, address: destination.address, toPort: destination.port ?? port };
    const key = `${proto} ${on} ${port}`;
    if (!found.has(key)) found.set(key, published);
  }
  return [...found.values()];
}
