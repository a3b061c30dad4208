import { expect, test } from 'vitest';
import { ControlChannel } from '../../../../src/browser/lab/control-channel.ts';
import { LabClock, realTime } from '../../../../src/browser/lab/lab-clock.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function makeChannel() {
  const sent: string[] = [];
  const channel = new ControlChannel(
    (bytes) => sent.push(new TextDecoder().decode(bytes)),
    new LabClock(realTime),
  );
  return { channel, sent };
}

test('requests go out one after the other, and answers may come in pieces', async () => {
  const { channel, sent } = makeChannel();
  const first = channel.exec('echo 你好', 5);
  const second = channel.exec('false', 5);
  expect(sent).toEqual(['1 5 11\necho 你好']);
  const answer = encode('1 0 7\n你好\n');
  channel.receive(answer.slice(0, 8));
  channel.receive(answer.slice(8));
  expect(await first).toEqual({ status: 0, output: '你好\n' });
  expect(sent[1]).toBe('2 5 5\nfalse');
  channel.receive(encode('2 1 0\n'));
  expect(await second).toEqual({ status: 1, output: '' });
});

test('what came from before a restore is skipped', async () => {
  const { channel } = makeChannel();
  const asked = channel.exec('true', 5);
  channel.receive(encode('garbage\n'));
  channel.receive(encode('9 0 2\nxx'));
  channel.receive(encode('1 0 2\nok'));
  expect(await asked).toEqual({ status: 0, output: 'ok' });
});

test('a channel that closes gives up what was asked', async () => {
  const { channel } = makeChannel();
  const asked = channel.exec('true', 5);
  channel.close();
  await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
});
