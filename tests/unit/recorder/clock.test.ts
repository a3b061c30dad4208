import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RecordingClock, typingRhythm } from '../../../src/recorder/run/clock.ts';

describe('RecordingClock', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('counts real time only while it runs, and simulated time always', () => {
    const clock = new RecordingClock();
    vi.advanceTimersByTime(5000);
    expect(clock.nowS).toBe(0);
    clock.advance(0.5);
    clock.run();
    vi.advanceTimersByTime(2000);
    clock.advance(1);
    expect(clock.nowS).toBeCloseTo(3.5);
    clock.hold();
    vi.advanceTimersByTime(9000);
    expect(clock.nowS).toBeCloseTo(3.5);
  });

  test('run and hold twice are as good as once', () => {
    const clock = new RecordingClock();
    clock.run();
    vi.advanceTimersByTime(1000);
    clock.run();
    vi.advanceTimersByTime(1000);
    clock.hold();
    clock.hold();
    expect(clock.nowS).toBeCloseTo(2);
  });
});

describe('typingRhythm', () => {
  test('types the text, each character 25 to 60 ms after the last, always in the same rhythm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const typed = [...typingRhythm(text)];
        expect(typed.map(([char]) => char).join('')).toBe(text);
        for (const [, delayS] of typed) {
          expect(delayS).toBeGreaterThanOrEqual(0.025);
          expect(delayS).toBeLessThan(0.0601);
        }
        expect([...typingRhythm(text)]).toEqual(typed);
      }),
    );
  });

  test('is uneven, as a person types', () => {
    expect(new Set([...typingRhythm('docker ps')].map(([, delayS]) => delayS)).size).toBe(9);
  });
});
