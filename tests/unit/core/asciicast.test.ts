import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCast } from '../../../src/core/asciicast/parse.ts';
import { serializeCast } from '../../../src/core/asciicast/serialize.ts';
import { buildTimeline, countUntil } from '../../../src/core/asciicast/timeline.ts';

const header = { version: 2 as const, width: 100, height: 30 };

describe('parseCast', () => {
  test.each([
    ['', 'line 1: not JSON'],
    ['[]', 'line 1: the header must be a JSON object'],
    ['{"version":3,"width":1,"height":1}', 'line 1: asciicast version 3; this reads version 2'],
    ['{"version":2,"width":0,"height":1}', 'line 1: width must be a positive integer'],
    ['{"version":2,"width":1,"height":1}\n{}', 'line 2: an event is [time, code, data]'],
    [
      '{"version":2,"width":1,"height":1}\n[-1,"o",""]',
      'line 2: the time must be a number of seconds, 0 or more',
    ],
    ['{"version":2,"width":1,"height":1}\n[2,"o",""]\n[1,"o",""]', 'line 3: time runs backwards'],
    ['{"version":2,"width":1,"height":1}\n[1,"o",5]', 'line 2: code and data must be strings'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseCast(text)).toThrow(message);
  });

  test('reads what serializeCast writes', () => {
    const event = fc.record({
      timeS: fc.integer({ min: 0, max: 1e9 }).map((micros) => micros / 1e6),
      code: fc.constantFrom('o' as const, 'm' as const),
      data: fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        events.sort((a, b) => a.timeS - b.timeS);
        expect(parseCast(serializeCast({ header, events }))).toEqual({ header, events });
      }),
    );
  });
});

describe('buildTimeline', () => {
  const cast = {
    header,
    events: [
      { timeS: 0, code: 'o' as const, data: '$ ' },
      { timeS: 5, code: 'm' as const, data: 'ls' },
      { timeS: 5.5, code: 'o' as const, data: 'ls' },
    ],
  };

  test('shortens pauses longer than a second', () => {
    const { frames, marks, durationS } = buildTimeline(cast);
    expect(marks).toEqual([{ timeS: 1, label: 'ls' }]);
    expect(frames.map(({ timeS }) => timeS)).toEqual([0, 1.5]);
    expect(durationS).toBe(1.5);
  });

  test('countUntil counts what has begun', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: -1, max: 51 }),
        (times, at) => {
          const items = times.sort((a, b) => a - b).map((timeS) => ({ timeS }));
          return countUntil(items, at) === items.filter(({ timeS }) => timeS <= at).length;
        },
      ),
    );
  });
});
