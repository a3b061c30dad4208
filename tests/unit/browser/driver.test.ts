import { beforeEach, describe, expect, test } from 'vitest';
import { Driver } from '../../../src/browser/transcript/driver.ts';
import { handleKey } from '../../../src/browser/transcript/keys.ts';
import { Screen } from '../../../src/browser/transcript/screen.ts';

const timeline = {
  frames: [0, 1, 2, 3, 4, 5, 6].map((timeS) => ({ timeS, data: String(timeS) })),
  marks: [
    { timeS: 1, label: 'a' },
    { timeS: 4, label: 'b' },
  ],
  durationS: 6,
};

let nowMs = 0;
let pending: (() => void) | undefined;
let shown: number[] = [];

function createDriver(stepwise = false): Driver {
  return new Driver(
    timeline,
    {
      nowMs: () => nowMs,
      requestFrame: (callback) => {
        pending = callback;
        return () => (pending = undefined);
      },
      show: (count) => shown.push(count),
      changed: () => {},
    },
    stepwise,
  );
}

/** Lets time pass and the next picture come. */
function pass(ms: number): void {
  nowMs += ms;
  const callback = pending;
  pending = undefined;
  callback?.();
}

beforeEach(() => {
  nowMs = 0;
  pending = undefined;
  shown = [];
});

describe('Driver', () => {
  test('plays, pauses and ends', () => {
    const driver = createDriver();
    driver.toggle();
    pass(2500);
    expect([driver.state, driver.timeS, shown.at(-1)]).toEqual(['playing', 2.5, 3]);
    driver.toggle();
    pass(1000);
    expect([driver.state, driver.timeS]).toEqual(['paused', 2.5]);
    driver.toggle();
    pass(9000);
    expect([driver.state, driver.timeS, shown.at(-1)]).toEqual(['ended', 6, 7]);
    driver.toggle();
    expect([driver.state, driver.timeS]).toEqual(['playing', 0]);
  });

  test('changes its speed while playing', () => {
    const driver = createDriver();
    driver.toggle();
    pass(1000);
    driver.setSpeed(4);
    pass(500);
    expect(driver.timeS).toBe(3);
    driver.stepSpeed(1);
    expect(driver.speed).toBe(4);
    driver.stepSpeed(-1);
    expect(driver.speed).toBe(3);
  });

  test('seeks within the recording and goes on playing', () => {
    const driver = createDriver();
    driver.toggle();
    driver.seek(99);
    expect(driver.timeS).toBe(6);
    driver.seek(-3);
    expect([driver.timeS, driver.state]).toEqual([0, 'playing']);
  });

  test('skips to commands; previous means the same one unless it has just begun', () => {
    const driver = createDriver();
    driver.skip(1);
    expect(driver.timeS).toBe(1);
    driver.skip(1);
    expect(driver.timeS).toBe(4);
    driver.skip(-1);
    expect(driver.timeS).toBe(1);
    driver.seek(5.5);
    driver.skip(-1);
    expect(driver.timeS).toBe(4);
    driver.skip(1);
    expect(driver.timeS).toBe(6);
  });

  test('goes from command to command for readers who want no motion', () => {
    const driver = createDriver(true);
    driver.toggle();
    expect([driver.timeS, driver.state]).toEqual([4, 'paused']);
    driver.toggle();
    expect(driver.timeS).toBe(6);
    expect(pending).toBeUndefined();
  });

  test('obeys the keys and leaves the others alone', () => {
    const driver = createDriver();
    const asked: string[] = [];
    const actions = {
      toggleHelp: () => asked.push('help'),
      toggleFullscreen: () => asked.push('full'),
      close: () => asked.push('close'),
    };
    for (const key of [' ', ']', 'ArrowRight', '>', '?', 'f', 'Escape'])
      expect(handleKey(key, driver, actions)).toBe(true);
    expect([driver.state, driver.timeS, driver.speed]).toEqual(['playing', 6, 1.5]);
    expect(asked).toEqual(['help', 'full', 'close']);
    expect(handleKey('constructor', driver, actions)).toBe(false);
  });
});

describe('Screen', () => {
  test('writes only what is missing forwards, and starts from a keyframe otherwise', () => {
    const log: string[] = [];
    const screen = new Screen(
      { write: (data) => log.push(data), reset: () => log.push('reset') },
      timeline.frames,
    );
    screen.show(2);
    screen.show(4);
    screen.show(1);
    screen.addKeyframe({ count: 3, screen: '<3>' });
    screen.show(5);
    screen.show(4);
    expect(log).toEqual(['01', '23', 'reset', '0', 'reset', '<3>', '34', 'reset', '<3>', '3']);
  });
});
