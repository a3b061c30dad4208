import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { widenCodeTable } from '../../../../src/browser/lab/code-table.ts';

const v86 = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('v86/build/v86.wasm')));

test('the installed v86 gets room for more compiled code and stays a program', () => {
  const widened = widenCodeTable(v86);
  expect(WebAssembly.validate(widened)).toBe(true);
  expect(widened.length).toBe(v86.length);
  const changed = [...widened.keys()].filter((at) => widened[at] !== v86[at]);
  expect(changed.length).toBe(17);
  expect((changed.at(-1) ?? 0) - (changed[0] ?? 0)).toBeLessThan(400);
});

test('another program is refused, one that is widened already too', () => {
  expect(() => widenCodeTable(v86.slice(0, 100_000))).toThrow('v86 0.5.462');
  expect(() => widenCodeTable(widenCodeTable(v86))).toThrow('v86 0.5.462');
});
