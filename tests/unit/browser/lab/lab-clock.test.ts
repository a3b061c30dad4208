import { expect, test } from 'vitest';
import { LabClock } from '../../../../src/browser/lab/lab-clock.ts';

test('an alarm does not run out while the machine is paused', () => {
  let nowMs = 0;
  const timers: { at: number; callback: () => void }[] = [];
  const clock = new LabClock({
    nowMs: () => nowMs,
    setTimer: (callback, ms) => {
      const timer = { at: nowMs + ms, callback };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  const advance = (ms: number) => {
    nowMs += ms;
    for (const timer of timers.filter(({ at }) => at <= nowMs)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.callback();
    }
  };
  let isRung = false;
  clock.after(100, () => (isRung = true));
  advance(60);
  clock.pause();
  advance(1000);
  clock.resume();
  advance(39);
  expect(isRung).toBe(false);
  advance(1);
  expect(isRung).toBe(true);
});
