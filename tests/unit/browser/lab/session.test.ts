import { expect, test, vi } from 'vitest';
import { nextState, transitions } from '../../../../src/browser/lab/states.ts';
import { makeLab } from './lab.ts';

test('a start tells the clock and fresh random numbers before the reader types', async () => {
  const held: (() => void)[] = [];
  const hold = () => Promise.resolve(void (machine().held = held));
  const { session, machine, told } = makeLab(undefined, undefined, undefined, () => hold());
  const started = session.start('small');
  await vi.waitFor(() => expect(told.shown).toContain('root@host:~# '));
  expect(session.state).toBe('starting');
  held.forEach((answer) => answer());
  await started;
  expect(session.state).toBe('ready');
  expect(machine().scripts).toEqual(['. restored 1700000000 ab']);
  expect(machine().sizes).toEqual(['0 80x24']);
});

test('a reset restores the machine and forgets what was done', async () => {
  const { session, machines } = makeLab();
  await session.start('small');
  session.world.isTouched = true;
  await session.reset();
  expect(machines.map(({ isDead, restored }) => [isDead, restored])).toEqual([[false, 2]]);
  expect(session.state).toBe('ready');
  expect(session.world.isTouched).toBe(false);
});

test('a machine that is not seen rests, and has the right time afterwards', async () => {
  const { session, machine } = makeLab();
  await session.start('small');
  await session.hide();
  expect(session.state).toBe('paused');
  await session.show();
  expect(session.state).toBe('ready');
  expect(machine().scripts).toHaveLength(2);
});

test('a machine that does not answer any more is noticed, and one press starts it again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { session, machine, machines } = makeLab();
    await session.start('small');
    machine().isDead = true;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(session.state).toBe('crashed');
    await session.reset();
    expect(session.state).toBe('ready');
    // Another one: what hangs is not trusted with a state.
    expect(machines.map(({ restored }) => restored)).toEqual([1, 1]);
  } finally {
    vi.useRealTimers();
  }
});

test('a state that cannot be unpacked is a failed start, and another start may follow', async () => {
  const unpack = vi.fn(() => Promise.resolve(new ArrayBuffer(4)));
  unpack.mockRejectedValueOnce(new Error('out of memory'));
  const { session } = makeLab(undefined, undefined, unpack);
  await session.start('small');
  expect(session.state).toBe('failed');
  expect(session.reason).toBe('out of memory');
  await session.start('small');
  expect(session.state).toBe('ready');
});

test('a machine that is stopped while it is made does not stay', async () => {
  const lab = { stop: () => Promise.resolve() };
  const { session, machines } = makeLab(undefined, undefined, undefined, () => lab.stop());
  lab.stop = () => session.stop();
  await session.start('small');
  lab.stop = () => Promise.resolve();
  expect(session.state).toBe('off');
  expect(machines.filter(({ isDead }) => !isDead)).toEqual([]);
  await session.start('small');
  expect(session.state).toBe('ready');
});

test('an error of the emulator itself is a crash', async () => {
  const { session } = makeLab();
  await session.start('small');
  session.crash('RuntimeError: unreachable');
  expect(session.state).toBe('crashed');
  expect(session.reason).toContain('unreachable');
  expect(() => session.guest).toThrow();
});

test('every state of the table is reached by some event, and unknown events change nothing', () => {
  const reached = new Set(Object.values(transitions).flatMap((row) => Object.values(row)));
  expect([...reached].sort()).toEqual(Object.keys(transitions).sort());
  expect(nextState('off', 'hidden')).toBe('off');
});
