import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../src/browser/lab/run-check.ts';
import { machineNames, runnableActs } from './acts.ts';
import { makeNodeLab } from './node-lab.ts';

const exercises = runnableActs().filter(({ script }) => script.check !== null);

for (const name of machineNames) {
  describe(`on the ${name} machine`, () => {
    const lab = makeNodeLab(name);
    const check = (script: string | null) => runCheck(lab.session.guest, script ?? 'false');
    beforeAll(() => lab.session.start(name));
    afterAll(() => lab.session.stop());

    test('some exercises are checked on it', () => {
      expect(exercises.filter(({ script }) => script.machine === name).length).toBeGreaterThan(2);
    });

    for (const { script } of exercises.filter((exercise) => exercise.script.machine === name)) {
      test(`${script.key} is undone before its solution, with a hint, and done after it`, async () => {
        await lab.runner.prepare(script);
        const before = await check(script.check);
        expect(before.isDone).toBe(false);
        expect(before.hint).toMatch(/\p{Script=Han}.*[。？]$/u);
        expect(before.hint.split('\n'), 'one hint at a time').toHaveLength(1);
        await lab.runner.runAct(script);
        expect(await check(script.check)).toEqual({ isDone: true, hint: '' });
      });
    }
  });
}
