import { expect, test } from 'vitest';
import { makeAct, makeLab } from './lab.ts';

const wire = makeAct('by-hand/wire', [{ run: 'ip link' }, { run: 'ping', exit: 1 }], ['ip netns add box']);

test('an act runs its set-up unseen, then types its commands on the right terminals', async () => {
  const { session, runner, machine, told } = makeLab((command) => ({ status: command === 'ping' ? 1 : 0 }));
  await session.start('small');
  await runner.runAct(
    makeAct(
      'x/y',
      [
        { run: 'ip link' },
        { run: 'curl', on: 'outside' },
        { run: 'ss', terminal: 'second' },
        { run: 'ping', exit: 1 },
      ],
      ['ip netns add box'],
    ),
  );
  expect(machine().typed).toEqual(['0 ip link', '2 curl', '1 ss', '0 ping']);
  expect(machine().scripts).toContain('ip netns add box');
  expect(told.prepared).toEqual(['ip netns add box']);
  expect(told.ended).toEqual(['y-1 0', 'y-2 0', 'y-3 0', 'y-4 1']);
});

test('traces of another act are not mixed in unasked', async () => {
  const { session, runner, machines, told } = makeLab((c) => ({ status: c === 'ping' ? 1 : 0 }), ['reset']);
  await session.start('small');
  await runner.runAct(wire);
  await runner.runCommand(makeAct('by-hand/out', [{ run: 'ip route' }]), 'out-1');
  expect(told.questions).toEqual([{ kind: 'leftovers', title: 'by-hand/wire', count: 0 }]);
  expect(machines.map(({ restored, typed }) => [restored, typed])).toEqual([[2, ['0 ip route']]]);
});

test('a command in the middle asks about those in front of it', async () => {
  for (const [answer, typed] of [
    ['reset', ['0 ip link', '0 ping']],
    ['continue', ['0 ping']],
  ] as const) {
    const { session, runner, machine, told } = makeLab((c) => ({ status: c === 'ping' ? 1 : 0 }), [answer]);
    await session.start('small');
    await runner.runCommand(wire, 'wire-2');
    expect(told.questions).toMatchObject([{ kind: 'skipped', count: 1 }]);
    expect(machine().typed).toEqual(typed);
  }
});

test('a command inside a shell opens that shell, and one outside leaves it', async () => {
  const act = makeAct('x/sh', [
    { run: 'docker run -it alpine sh', inside: [{ run: 'ifconfig' }, { run: 'route' }] },
    { run: 'docker ps' },
  ]);
  const { session, runner, machine } = makeLab(
    (c) => (c.startsWith('docker run') ? { opens: '/ # ' } : {}),
    ['continue', 'continue', 'continue'],
  );
  await session.start('small');
  await runner.runCommand(act, 'sh-2');
  await runner.runCommand(act, 'sh-3');
  await runner.runCommand(act, 'sh-4');
  expect(machine().typed).toEqual([
    '0 docker run -it alpine sh',
    '0 ifconfig',
    '0 route',
    '0 exit',
    '0 docker ps',
  ]);
});

test('a command left running is seen to its end behind the command that it watches', async () => {
  const act = makeAct('x/trace', [
    { run: 'tcpdump', terminal: 'dump', background: true, expect: ['listening'] },
    { run: 'ping' },
    { resume: 'dump', press: 'ctrl-c', exit: 130 },
  ]);
  const { session, runner, machine, told } = makeLab((c) =>
    c === 'tcpdump' ? { stays: true, output: 'listening\r\n' } : {},
  );
  await session.start('small');
  await runner.runCommand(act, 'trace-1');
  await runner.runCommand(act, 'trace-2');
  expect(machine().typed).toEqual(['1 tcpdump', '0 ping']);
  expect(told.ended).toEqual(['trace-1 null', 'trace-2 0', 'trace-2-resume 130']);
});

test('a command that ends otherwise than recorded stops the act', async () => {
  const { session, runner } = makeLab(() => ({ status: 7 }));
  await session.start('small');
  await expect(runner.runAct(wire)).rejects.toMatchObject({ kind: 'differs' });
});

test('a terminal that is busy is said', async () => {
  const { session, runner } = makeLab(() => ({ stays: true }));
  await session.start('small');
  const first = runner.runAct(wire);
  await expect(runner.runAct(wire)).rejects.toMatchObject({ kind: 'busy' });
  runner.cancel();
  await expect(first).rejects.toMatchObject({ kind: 'cancelled' });
});
