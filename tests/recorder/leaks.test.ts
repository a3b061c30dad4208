import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyChapters, runRecorder, signalGroup, startRecorder } from '../support/recorder.ts';
import { changesSince, readMachineState } from '../support/machine-state.ts';

let chapters: ReturnType<typeof copyChapters>;
let before: ReturnType<typeof readMachineState>;

beforeEach(() => {
  chapters = copyChapters('chapters');
  before = readMachineState();
});
afterEach(() => chapters.remove());

/** What dies with the recorder takes a moment: it is waited for, not for a time. */
async function expectNothingLeft(): Promise<void> {
  await expect.poll(() => changesSince(before), { timeout: 15_000, interval: 100 }).toEqual({});
}

async function startAndWaitFor(text: string) {
  const recorder = startRecorder(['record', '90-bench/multi', '--chapters', chapters.folder]);
  await expect.poll(() => recorder.seen.output, { timeout: 60_000, interval: 50 }).toContain(text);
  // A sandbox is up: there is something that could be left behind.
  expect(Object.keys(changesSince(before))).toEqual(
    expect.arrayContaining(['processes', 'namespaces', 'cgroups']),
  );
  return recorder;
}

test('a recording leaves nothing behind', async () => {
  const { status, output } = await runRecorder(['record', '90-bench/multi', '--chapters', chapters.folder]);
  expect(output).toContain('1 recorded, 0 failed');
  expect(status).toBe(0);
  await expectNothingLeft();
});

test('failing tapes leave nothing behind', async () => {
  const failing = copyChapters('failing');
  const { status } = await runRecorder(['record', '--chapters', failing.folder]);
  failing.remove();
  expect(status).toBe(1);
  await expectNothingLeft();
});

test('Ctrl-C in the middle of a tape leaves nothing behind', async () => {
  const { child, ended } = await startAndWaitFor('docker exec -it web sh');
  signalGroup(child, 'SIGINT');
  expect((await ended).status).not.toBe(0);
  await expectNothingLeft();
});

test('kill -9 of the recorder in the middle of a tape leaves nothing behind', async () => {
  const { child, ended } = await startAndWaitFor('docker exec -it web sh');
  child.kill('SIGKILL');
  await ended;
  await expectNothingLeft();
});
