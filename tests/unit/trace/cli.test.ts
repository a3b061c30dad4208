import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { globSync, readFileSync } from 'node:fs';

const root = join(import.meta.dirname, '..', '..', '..');
const [rules = ''] = globSync('content/chapters/*-docker-iptables/+recorded/docker-28/publish.rules', {
  cwd: root,
});
const packet = 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tcp dport=8080';

function trace(
  args: readonly string[],
  input = '',
): { status: number | null; stdout: string; stderr: string } {
  const command = [join(root, 'src', 'trace', 'cli.ts'), ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', input });
}

interface Json {
  steps: {
    table: string;
    chain: string;
    rule: number | null;
    text: string;
    result: string;
    verdict: string | null;
  }[];
  verdict: string;
  packet: Record<string, unknown>;
}

test('--json prints the steps, the verdict and the packet as it leaves; - reads standard input', () => {
  const { status, stdout } = trace(
    ['--rules', '-', '--packet', packet, '--json'],
    readFileSync(join(root, rules), 'utf8'),
  );
  expect(status).toBe(0);
  const json = JSON.parse(stdout) as Json;
  expect(json.verdict).toBe('ACCEPT');
  expect(json.packet).toMatchObject({
    in: 'eth0',
    out: 'br-base',
    src: '192.0.2.1',
    dst: '10.1.0.2',
    proto: 'tcp',
    dport: 80,
  });
  const dnat = json.steps.find(({ text }) => text.includes('DNAT'));
  expect(dnat).toMatchObject({
    table: 'nat',
    chain: 'DOCKER',
    rule: 3,
    result: 'match',
    packet: { dst: '10.1.0.2' },
  });
  expect(json.steps.find(({ rule }) => rule === null)).toMatchObject({
    table: 'raw',
    chain: 'PREROUTING',
    result: 'policy',
    verdict: 'ACCEPT',
  });
  expect(json.steps[0]).toMatchObject({ table: 'raw', rule: 1, result: 'miss', verdict: null });
});

test('a packet made here starts in OUTPUT', () => {
  const { stdout } = trace([
    '--rules',
    rules,
    '--packet',
    'in=lo local=1 dst=127.0.0.1 proto=tcp dport=8080',
    '--json',
  ]);
  const { steps, verdict } = JSON.parse(stdout) as Json;
  expect(steps[0]).toMatchObject({ table: 'raw', chain: 'OUTPUT' });
  expect(verdict).toBe('ACCEPT');
});

test('what cannot be decided is followed both ways', () => {
  const dump = '*filter\n:INPUT DROP\n-A INPUT -m limit --limit 1/sec -j ACCEPT\nCOMMIT\n';
  const { stdout } = trace(['--rules', '-', '--packet', packet, '--json'], dump);
  const json = JSON.parse(stdout) as Json & { branches: { taken: boolean; trace: Json }[] };
  expect(json.verdict).toBe('UNDECIDED');
  expect(json.steps.at(-1)).toMatchObject({ rule: 1, result: 'undecided', verdict: 'ACCEPT' });
  expect(json.branches.map(({ taken, trace: { verdict } }) => [taken, verdict])).toEqual([
    [true, 'ACCEPT'],
    [false, 'DROP'],
  ]);
});

test('a readable walk ends with how it ended and what was assumed', () => {
  const { stdout, status } = trace(['--rules', rules, '--packet', packet]);
  expect(status).toBe(0);
  expect(stdout).toContain('`-i br-base` does not match: the input interface is eth0');
  expect(stdout).toContain('ACCEPT: forwarded by br-base to 10.1.0.2:80, source 192.0.2.1:40000');
  expect(stdout).toContain('assumed: ');
  expect(trace(['--rules', rules, '--packet', packet, '--lang', 'zh']).stdout).toContain(
    '从 br-base 转发出去',
  );
});

test.each([
  [['--rules', 'nowhere', '--packet', packet], 'nowhere: there is no such file'],
  [
    ['--rules', rules, '--packet', 'in=eth0 src=192.0.2.1 dst=192.0.2.10 proto=tpc'],
    '--packet:1:44: tpc is not a protocol; nearest: tcp',
  ],
  [
    ['--rules', rules, '--packet', 'in=eth0 src=192.0.2.1 dts=192.0.2.10 proto=tcp'],
    '--packet:1:23: there is no key dts; nearest: dst',
  ],
  [
    ['--rules', rules, '--packet', 'src=192.0.2.1 dst=192.0.2.10 proto=tcp'],
    'where does it come from? in=eth0, or local=1',
  ],
  [['--rules', '-', '--packet', packet], '<stdin>:2:8: ACEPT is not a policy: ACCEPT, DROP'],
  [
    ['--rules', rules, '--packet', 'in=eth0 src=2001:db8::1 dst=2001:db8::2 proto=tcp'],
    'it needs ip6tables-save',
  ],
  [['--packet', packet], "required option '--rules <file>' not specified"],
  [['--rules', '-', '--addr', '-', '--packet', packet], 'standard input (-) can be read once only'],
])('bad input %j ends with status 2', (args, message) => {
  const { status, stderr, stdout } = trace(args, '*filter\n:INPUT ACEPT [0:0]\nCOMMIT\n');
  expect(stderr).toContain(message);
  expect(status).toBe(2);
  expect(stdout).toBe('');
});
