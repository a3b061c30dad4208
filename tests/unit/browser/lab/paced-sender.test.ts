import { expect, test } from 'vitest';
import { makePacedSender } from '../../../../src/browser/lab/paced-sender.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function makeSender() {
  const sent: string[] = [];
  const timers: (() => void)[] = [];
  const world = { isFree: true };
  const { send, drop } = makePacedSender({
    send: (bytes) => sent.push(new TextDecoder().decode(bytes)),
    isFree: () => world.isFree,
    setTimer: (callback) => timers.push(callback),
  });
  const tick = () => timers.shift()?.();
  return { sent, world, send, drop, tick, timers };
}

test('the first key goes out at once', () => {
  const { send, sent } = makeSender();
  send(encode('a'));
  expect(sent).toEqual(['a']);
});

test('while the guest takes nothing, nothing is lost: it goes out together when it does', () => {
  const { send, sent, world, tick } = makeSender();
  world.isFree = false;
  for (const key of 'create --subnet') {
    send(encode(key));
    tick();
  }
  expect(sent).toEqual([]);
  world.isFree = true;
  tick();
  expect(sent).toEqual(['create --subnet']);
});

test('what is long goes out in pieces, and the timer stops behind the last', () => {
  const { send, sent, tick, timers } = makeSender();
  send(encode('x'.repeat(2500)));
  for (let count = 0; count < 5; count++) tick();
  expect(sent.map(({ length }) => length)).toEqual([1024, 1024, 452]);
  expect(timers).toEqual([]);
});

test('what waited for a machine is not sent to the one that it was restored to', () => {
  const { send, drop, sent, world, tick, timers } = makeSender();
  world.isFree = false;
  send(encode('ls'));
  drop();
  world.isFree = true;
  tick();
  expect(sent).toEqual([]);
  expect(timers).toEqual([]);
});
