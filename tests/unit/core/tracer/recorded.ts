import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseRuleset } from '../../../../src/core/netfilter/parse/parse-ruleset.ts';
import type { Ruleset } from '../../../../src/core/netfilter/model/ruleset.ts';

const root = resolve(import.meta.dirname, '..', '..', '..', '..');

/** A captured ruleset, wherever its chapter stands in the order. */
export function recordedRules(chapter: string, act: string, engine = 'docker-28'): Ruleset {
  const [file] = globSync(`content/chapters/*-${chapter}/+recorded/${engine}/${act}.rules`, { cwd: root });
  if (!file) throw new Error(`no rules of ${chapter}/${act} on ${engine}`);
  return parseRuleset(readFileSync(resolve(root, file), 'utf8'));
}
