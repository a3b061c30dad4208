import { expect, test } from 'vitest';
import {
  forgetProgress,
  loadProgress,
  saveProgress,
  withRead,
  type Store,
} from '../../../src/browser/progress/progress.ts';

function memory(kept?: string): Store & { kept: Map<string, string> } {
  const map = new Map<string, string>();
  const getItem = (key: string) => map.get(key) ?? kept ?? null;
  return {
    kept: map,
    getItem,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
  };
}

test('what was read is there the next time, and gone when it is forgotten', () => {
  const store = memory();
  const last = { page: 'dns', title: 'DNS', section: { id: 'cache', title: '缓存' } };
  saveProgress(store, { ...withRead(withRead({ read: ['a'] }, 'dns'), 'dns'), last });
  expect(loadProgress(store)).toEqual({ read: ['a', 'dns'], last });
  forgetProgress(store);
  expect(loadProgress(store)).toEqual({ read: [] });
});

test.each(['', 'no JSON', '{"read":7,"last":{"page":1}}', 'null', '[]'])(
  'something else in its place is nothing: %s',
  (kept) => {
    expect(loadProgress(memory(kept))).toEqual({ read: [] });
  },
);

test('a browser that keeps nothing does not keep anyone from reading', () => {
  const full: Store = {
    ...memory(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => saveProgress(full, { read: ['a'] })).not.toThrow();
});
