import { expect, test } from 'vitest';
import { lineOfTracer, summarizeWalk } from '../../../src/components/tracer/summarize-walk.ts';

const question = {
  chapter: 'docker-iptables',
  act: 'publish',
  engine: undefined,
  packet: 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080',
  position: 'first',
} as const;
const place = 'content/chapters/05-docker-iptables/zh.mdx:7';

test('a walk in short names the rules that decided, and the end', () => {
  const summary = summarizeWalk(question, place, 'zh');
  expect(summary.engine).toBe('docker-28');
  expect(summary.lines.map(({ place: where }) => where)).toEqual([
    'PREROUTING nat',
    'PREROUTING',
    'FORWARD filter',
  ]);
  expect(summary.lines[0]?.rule).toContain('--to-destination 10.1.0.2:80');
  expect(summary.verdict).toBe('ACCEPT');
  expect(summary.ends).toHaveLength(1);
});

test('an undecided walk shows both ends', () => {
  const packet = 'dst=10.96.0.10 proto=tcp dport=80 local=1';
  const summary = summarizeWalk({ ...question, chapter: 'kubernetes', act: 'service', packet }, place, 'zh');
  expect(summary.ends).toHaveLength(2);
  expect(summary.lines.at(-1)?.tone).toBe('open');
});

test('a mistake of the author names file, line and the nearest right answer', () => {
  const fail = (change: object) => () => summarizeWalk({ ...question, ...change }, place, 'zh');
  expect(fail({ act: 'publsh' })).toThrow(
    `${place}: <Tracer act="publsh">: docker-iptables/publsh has no captured rules`,
  );
  expect(fail({ act: 'publsh' })).toThrow('nearest: docker-iptables/publish');
  expect(fail({ engine: 'docker-27' })).toThrow('it has those of docker-28, docker-26, docker-20');
  expect(fail({ packet: 'in=eth0 dts=192.0.2.10' })).toThrow(/column 9: there is no key dts; nearest: dst/);
  expect(
    fail({ packet: 'in=eth0 src=192.0.2.1 dst=10.1.0.2 proto=tcp dport=80', position: 'reply' }),
  ).toThrow('leaves no connection');
});

test('the line of a tracer is where its packet stands', () => {
  const source = '---\ntitle: x\n---\n\n<Tracer\n  act="a"\n  packet="dst=::1 proto=tcp local=1"\n/>\n';
  expect(lineOfTracer(source, 'dst=::1 proto=tcp local=1')).toBe(7);
  expect(lineOfTracer(source, 'dst=::2')).toBeNull();
});
