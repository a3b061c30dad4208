import type { RuleBody } from './parse-rule.ts';

const matches = new Set([
  'conntrack',
  'state',
  'connbytes',
  'connlabel',
  'connlimit',
  'connmark',
  'helper',
  'cluster',
]);

const targets = new Set([
  'DNAT',
  'SNAT',
  'MASQUERADE',
  'REDIRECT',
  'NETMAP',
  'CONNMARK',
  'CONNSECMARK',
  'SYNPROXY',
]);

/**
 * Whether a rule makes the kernel track connections: these extensions call nf_ct_netns_get when they are loaded. A nat
 * table by itself does not, nor does `CT --notrack`.
 */
export function needsConntrack({ matches: asked, target }: RuleBody): boolean {
  if (asked.some(({ extension }) => matches.has(extension))) return true;
  if (target?.name === 'CT') return target.options.some(({ name }) => name !== '--notrack');
  return target !== null && targets.has(target.name);
}
