import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { makeRoom } from '../../../src/finish/rooms.ts';
import { attribute, elementsOf } from '../../../src/finish/tree.ts';

/** A text whose rooms are made. */
function textOf(html: string) {
  const content = parseFragment(`<div>${html}</div>`).childNodes[0];
  if (!content || !('tagName' in content)) throw new Error('no text');
  makeRoom(content);
  return content;
}

/** Fills the first screen. */
const before = `<pre>${'\n'.repeat(90)}</pre>`;

/** The rooms of a text's blocks behind the first screen, on a phone and in a wide window, in rem; null for a block that is always laid out. */
function roomsOf(html: string): (number | null)[][] {
  const content = textOf(before + html);
  return [...elementsOf(content)]
    .filter(({ parentNode }) => parentNode === content)
    .slice(1)
    .map((block) => ['data-room', 'data-room-wide'].map((name) => attribute(block, name) ?? null))
    .map((rooms) => rooms.map((room) => (room === null ? null : Number(room))));
}

const lines = (count: number) => '网'.repeat(20 * count);

test('a paragraph takes more lines on a phone', () => {
  expect(roomsOf(`<p>${lines(10)}</p>`)).toEqual([[18, 9]]);
});

test('a Latin letter takes less than a Chinese character', () => {
  const [[latin] = []] = roomsOf(`<p>${'n'.repeat(200)}</p>`);
  expect(latin).toBeLessThan(18);
});

test('what the first screen shows is always laid out', () => {
  expect([...elementsOf(textOf(`<p>${lines(10)}</p>`))].flatMap(({ attrs }) => attrs)).toEqual([]);
});

test('the first screen of a phone holds less', () => {
  const half = `<p>${lines(20)}</p>`;
  const content = textOf(half + half + `<p>${lines(10)}</p>`);
  expect([...elementsOf(content)].flatMap(({ attrs }) => attrs)).toEqual([
    { name: 'data-room', value: '18' },
  ]);
});

test('headings are always laid out, and what has no text of its own', () => {
  expect(roomsOf(`<h2>${lines(9)}</h2><div><button></button></div>`)).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('the text of an aside stands in from its edges', () => {
  const [[aside = 0] = []] = roomsOf(`<aside><p>${lines(10)}</p></aside>`) as [number, number][];
  expect(aside).toBeGreaterThan(20);
});

test('a transcript is as tall as its lines, whatever the width, and what is hidden takes nothing', () => {
  const rooms = (more: string) =>
    roomsOf(`<dn-transcript><figure><pre>${'a\n'.repeat(30)}</pre>${more}</figure></dn-transcript>`);
  const [[narrow, wide] = []] = rooms('');
  expect(narrow).toBeGreaterThan(30);
  expect(wide).toBe(narrow);
  expect(rooms('<p hidden>' + lines(9) + '</p>')).toEqual([[narrow, wide]]);
});

test('a picture takes its own height', () => {
  expect(roomsOf('<figure><svg height="320"></svg></figure>')).toEqual([[20, 20]]);
});
