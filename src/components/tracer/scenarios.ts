import { parse as parseYaml } from 'yaml';
import { tape } from '../../schemas/tape.ts';

/** An act whose rules were captured, on one or several engines. */
export interface Scenario {
  chapter: string;
  act: string;
  title: { zh: string; en?: string | undefined };
  /** In the order of the tape. */
  engines: readonly string[];
  /** The dump of the first engine, from the repository's root: for the command line. */
  file: string;
}

type Sources = Record<string, () => Promise<string>>;

const rules = import.meta.glob<string>('/content/chapters/*/+recorded/*/*.rules', {
  query: '?raw',
  import: 'default',
}) as Sources;
const tapes = import.meta.glob<string>('/content/chapters/*/*.tape.yaml', {
  query: '?raw',
  import: 'default',
}) as Sources;

const slugOf = (path: string) => (path.split('/')[3] ?? '').replace(/^\d+-/, '');
const actOf = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.rules$/, '');
const engineOf = (path: string) => path.split('/')[5] ?? '';

/** The dump of a scenario on an engine. @throws Error where it was not recorded */
export async function loadRules(chapter: string, act: string, engine: string): Promise<string> {
  const path = Object.keys(rules).find(
    (file) => slugOf(file) === chapter && actOf(file) === act && engineOf(file) === engine,
  );
  const load = path === undefined ? undefined : rules[path];
  if (!load) throw new Error(`${chapter}/${act} has no rules of ${engine}`);
  return load();
}

/** Every act whose rules were captured, in the order of the chapters. */
export async function listScenarios(): Promise<Scenario[]> {
  const acts = new Map<string, string[]>();
  for (const path of Object.keys(rules).sort()) {
    const tapePath = path.replace(/\+recorded\/[^/]+\//, '').replace(/\.rules$/, '.tape.yaml');
    acts.set(tapePath, [...(acts.get(tapePath) ?? []), path]);
  }
  const scenarios: Scenario[] = [];
  for (const [tapePath, files] of acts) {
    const { title, engines } = tape.parse(parseYaml((await tapes[tapePath]?.()) ?? ''));
    const [file = ''] = engines.flatMap((engine) => files.filter((path) => engineOf(path) === engine));
    scenarios.push({
      chapter: slugOf(file),
      act: actOf(file),
      title,
      engines: engines.filter((engine) => files.some((path) => engineOf(path) === engine)),
      file: file.slice(1),
    });
  }
  return scenarios;
}

/** The captured dumps by address: `docker-iptables/publish.docker-28.rules`. */
export async function listRulesFiles(): Promise<{ chapter: string; file: string; body: string }[]> {
  return Promise.all(
    Object.entries(rules).map(async ([path, load]) => ({
      chapter: slugOf(path),
      file: `${actOf(path)}.${engineOf(path)}.rules`,
      body: await load(),
    })),
  );
}
