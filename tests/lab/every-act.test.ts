import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runnableActs } from './acts.ts';
import { machinesToTest } from './machines-to-test.ts';
import { makeNodeLab } from './node-lab.ts';

const acts = runnableActs();

for (const name of machinesToTest) {
  describe(`on the ${name} machine`, () => {
    const lab = makeNodeLab(name);
    beforeAll(() => lab.session.start(name));
    afterAll(() => lab.session.stop());

    test('some acts run on it', () => {
      expect(acts.filter(({ script }) => script.machine === name).length).toBeGreaterThan(5);
    });

    for (const { script } of acts.filter((act) => act.script.machine === name)) {
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
