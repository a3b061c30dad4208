import { expect, test } from 'vitest';
import { Random } from './random.ts';
import { randomShot } from './random-packet.ts';
import { RuleWriter } from './random-rules.ts';
import { randomWorld } from './random-world.ts';
import { load, runCase } from './run-case.ts';
import { withWorld } from './with-world.ts';

const wanted = Number(process.env['CASES'] ?? 300);
const firstSeed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

const rulesetsPerWorld = 5;
const packetsPerRuleset = 6;

/** A world from a seed, with its rulesets and packets; returns what differs. */
async function judgeWorld(
  seed: number,
  most: number,
): Promise<{ cases: number; packets: number; problems: string[] }> {
  const random = new Random(seed);
  const { world, words } = randomWorld(random);
  let [cases, packets] = [0, 0];
  const problems: string[] = [];
  await withWorld(world, async (judge, network) => {
    for (let ruleset = 0; ruleset < rulesetsPerWorld; ruleset++) {
      const dump = new RuleWriter(random, world, words).write();
      const loaded = await load(judge, world, dump);
      for (let packet = 0; packet < packetsPerRuleset && cases < most; packet++) {
        const judged = await runCase(judge, world, network, loaded, randomShot(random, world, words));
        cases++;
        packets += judged.packets;
        if (judged.problem !== null) problems.push(`SEED=${seed} CASES=1: ${judged.problem}\n${dump}`);
      }
    }
  });
  return { cases, packets, problems };
}

test(`the engine walks ${wanted} random packets, their answers and later ones as the kernel does`, async () => {
  console.log(`random cases from SEED=${firstSeed}`);
  let [cases, packets, seed] = [0, 0, firstSeed];
  const problems: string[] = [];
  while (cases < wanted && problems.length < 5) {
    const judged = await judgeWorld(seed++, wanted - cases);
    cases += judged.cases;
    packets += judged.packets;
    problems.push(...judged.problems);
  }
  console.log(
    `${cases} cases, ${packets} packets, seeds ${firstSeed} to ${seed - 1}, ${problems.length} differences`,
  );
  expect(problems.join('\n\n')).toBe('');
  expect(cases).toBe(wanted);
});
