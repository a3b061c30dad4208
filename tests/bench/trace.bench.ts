import { join } from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from '../../src/markdown/chromium.ts';
import { aims } from '../support/budgets.ts';
import type { Measurement } from './run.ts';

const root = join(import.meta.dirname, '..', '..');

/** A dump like that of a big Kubernetes node: a service chain for each service, two endpoints each. */
function bigDump(rules: number): string {
  const services = Math.floor((rules - 4) / 5);
  const address = (index: number, net: number) => `10.${net}.${Math.floor(index / 250)}.${(index % 250) + 1}`;
  const chains: string[] = [];
  const body: string[] = [];
  for (let index = 0; index < services; index++) {
    chains.push(`:SVC-${index} - [0:0]`, `:SEP-${index} - [0:0]`);
    body.push(
      `-A SERVICES -d ${address(index, 96)}/32 -p tcp -m comment --comment "default/web-${index}:http cluster IP" -m tcp --dport 80 -j SVC-${index}`,
      `-A SVC-${index} ! -s 10.244.0.0/16 -d ${address(index, 96)}/32 -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x4000/0x4000`,
      `-A SVC-${index} -m comment --comment "default/web-${index}:http" -j SEP-${index}`,
      `-A SEP-${index} -s ${address(index, 244)}/32 -j MARK --set-xmark 0x4000/0x4000`,
      `-A SEP-${index} -p tcp -m tcp -j DNAT --to-destination ${address(index, 244)}:8080`,
    );
  }
  const head = [
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ':POSTROUTING ACCEPT [0:0]',
    ':SERVICES - [0:0]',
  ];
  const tail = ['-A PREROUTING -j SERVICES', '-A OUTPUT -j SERVICES', 'COMMIT', ''];
  return [...head, ...chains, ...body, ...tail].join('\n');
}

const script = `
import { parseRuleset } from './src/core/netfilter/parse/parse-ruleset.ts';
import { tracePacket } from './src/core/netfilter/walk/trace-packet.ts';
import { inferNetwork } from './src/core/netfilter/infer-network.ts';
function median(times) { return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]; }
function time(work, count) {
  const times = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    work();
    times.push(performance.now() - started);
  }
  return { first: times[0], median: median(times) };
}
globalThis.measure = (dump, dst) => {
  const parse = time(() => parseRuleset(dump), 9);
  const ruleset = parseRuleset(dump);
  const packet = { family: 'ipv4', in: 'eth0', src: '192.0.2.1', dst, proto: 'tcp', dport: 80 };
  const network = inferNetwork(ruleset, packet);
  let steps = 0;
  const walk = () => { steps = tracePacket({ ruleset, packet, network }).steps.length; };
  const trace = time(walk, 25);
  const many = time(() => { for (let index = 0; index < 200; index++) walk(); }, 9);
  return { parse, trace, steps, many };
};`;

interface Timed {
  parse: Record<'first' | 'median', number>;
  trace: Record<'first' | 'median', number>;
  /** 200 walks, for those too short to time. */
  many: Record<'first' | 'median', number>;
  steps: number;
}

/** How long a big ruleset takes to parse and to walk, in Chromium; and that a walk costs what it looks at. */
export async function bench(): Promise<Measurement[]> {
  const stdin = { contents: script, resolveDir: root, loader: 'ts' } as const;
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2023',
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const measure = (rules: number, dst: string) =>
      page.evaluate(
        ([dump, to]) =>
          (globalThis as unknown as { measure: (dump: string, dst: string) => Timed }).measure(dump, to),
        [bigDump(rules), dst] as const,
      );
    // The first service: found at once. A walk through all of them: to an address that is none.
    const near = await measure(5500, '10.96.0.1');
    const nearInBigger = await measure(22_000, '10.96.0.1');
    const far = await measure(5500, '198.51.100.9');
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    const toParse = `≤ ${aims.parseMs} ms`;
    const toTrace = `≤ ${aims.traceMs} ms`;
    return [
      { name: 'parse 5,500 rules, the first time', value: ms(near.parse.first), aim: toParse },
      { name: 'parse 5,500 rules, median of 9', value: ms(near.parse.median), aim: toParse },
      { name: `trace past ${far.steps} steps, the first time`, value: ms(far.trace.first), aim: toTrace },
      { name: `trace past ${far.steps} steps, median of 25`, value: ms(far.trace.median), aim: toTrace },
      {
        name: `trace past ${near.steps} steps, 22,000 rules to 5,500`,
        value: `${(nearInBigger.many.median / near.many.median).toFixed(1)} ×`,
        aim: '≈ 1 ×',
      },
    ];
  } finally {
    await browser.close();
  }
}
