import { parse as parseYaml } from 'yaml';
import type { MachineTexts } from '../../core/tracer/machine-texts.ts';
import { tape } from '../../schemas/tape.ts';
import { shortenAddresses } from './shorten-addresses.ts';

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

const captures = import.meta.glob<string>('/content/chapters/*/+recorded/*/*.{rules,addr,route}', {
  query: '?raw',
  import: 'default',
}) as Sources;
const rules = Object.keys(captures).filter((path) => path.endsWith('.rules'));
const tapes = import.meta.glob<string>('/content/chapters/*/*.tape.yaml', {
  query: '?raw',
  import: 'default',
}) as Sources;

const slugOf = (path: string) => (path.split('/')[3] ?? '').replace(/^\d+-/, '');
const actOf = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.rules$/, '');
const engineOf = (path: string) => path.split('/')[5] ?? '';

/** The machine whose rules are in a file: addresses and routes are empty where none were captured. */
async function readCaptures(path: string): Promise<MachineTexts> {
  const read = async (part: string) => (await captures[path.replace(/rules$/, part)]?.()) ?? '';
  const [dump, addresses, routes] = await Promise.all([read('rules'), read('addr'), read('route')]);
  return { rules: dump, addresses: shortenAddresses(addresses), routes };
}

/** The machine of a scenario on an engine. @throws Error where it was not recorded */
export async function loadMachine(chapter: string, act: string, engine: string): Promise<MachineTexts> {
  const path = rules.find(
    (file) => slugOf(file) === chapter && actOf(file) === act && engineOf(file) === engine,
  );
  if (path === undefined) throw new Error(`${chapter}/${act} has no rules of ${engine}`);
  return readCaptures(path);
}

/** Every act whose rules were captured, in the order of the chapters. */
export async function listScenarios(): Promise<Scenario[]> {
  const acts = new Map<string, string[]>();
  for (const path of rules.toSorted()) {
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

/** The captured machines by address: `docker-iptables/publish.docker-28.json`, one file each. */
export async function listMachineFiles(): Promise<{ chapter: string; file: string; body: string }[]> {
  return Promise.all(
    rules.map(async (path) => ({
      chapter: slugOf(path),
      file: `${actOf(path)}.${engineOf(path)}.json`,
      body: JSON.stringify(await readCaptures(path)),
    })),
  );
}
