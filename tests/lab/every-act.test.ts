import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineNames, runnableActs } from './acts.ts';
import { makeNodeLab } from './node-lab.ts';

const acts = runnableActs();

/**
 * The docker machine needs the better part of an hour for all its acts: a run takes some of them, others each time.
 * ACTS=all takes all, ACTS=N and SEED=M repeat a choice.
 */
const wanted = process.env.ACTS ?? '8';
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** A number from 0 to 1 for a place in a list (the fractional parts of multiples of the golden ratio). */
const lot = (index: number) => ((index + 1) * (seed + 1) * 0.6180339887498949) % 1;

function choose<Act>(all: readonly Act[]): readonly Act[] {
  if (wanted === 'all') return all;
  const byLot = all.map((act, index) => ({ act, lot: lot(index) })).sort((a, b) => a.lot - b.lot);
  return byLot.slice(0, Number(wanted)).map(({ act }) => act);
}

for (const name of machineNames) {
  describe(`on the ${name} machine`, () => {
    const lab = makeNodeLab(name);
    beforeAll(() => lab.session.start(name));
    afterAll(() => lab.session.stop());

    const own = acts.filter(({ script }) => script.machine === name);
    const chosen = name === 'docker' ? choose(own) : own;

    test(`some acts run on it: ${chosen.length} of ${own.length}, SEED=${seed}`, () => {
      expect(chosen.length).toBeGreaterThan(5);
    });

    for (const { script } of chosen) {
      test(`every command of ${script.key} does what its recording shows`, async () => {
        await lab.runner.prepare(script);
        await lab.runner.runAct(script);
        const results = script.steps.map(({ id, expect: patterns }) => ({
          id,
          missing: lab.results.get(`${script.key} ${id}`)?.missing ?? patterns,
        }));
        expect(results.filter(({ missing }) => missing.length > 0)).toEqual([]);
      });
    }
  });
}
