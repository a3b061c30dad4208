import type { OwnMachine } from '../tracer/url-state.ts';
import { LabFailure } from './failure.ts';
import type { Guest } from './guest.ts';

async function outputOf(guest: Guest, command: string): Promise<string> {
  const { status, output } = await guest.exec(command, { timeoutS: 20 });
  if (status !== 0) throw new LabFailure('unsupported', `${command}\n${output}`);
  return output;
}

/** What the tracer reads of a machine: the rules, addresses and routes of its Docker host, as they are now. @throws LabFailure */
export async function readRules(guest: Guest): Promise<OwnMachine> {
  return {
    rules: await outputOf(guest, 'iptables-save'),
    addresses: await outputOf(guest, 'ip -j addr'),
    routes: await outputOf(guest, 'ip -j route'),
  };
}

/** How long a packet is waited for. */
const traceSeconds = 30;

/**
 * What the kernel says of the next packet: marks what comes in and what goes out with TRACE (iptables-extensions(8)),
 * listens until a packet has come by, and takes the marks off again. Empty when none came.
 */
export async function readKernelTrace(guest: Guest): Promise<string> {
  const rule = '-m limit --limit 1/hour --limit-burst 1 -j TRACE';
  const script = [
    'heard=$(mktemp)',
    `iptables -t raw -I PREROUTING ${rule}`,
    `iptables -t raw -I OUTPUT ${rule}`,
    '{ xtables-monitor --trace > "$heard" & } 2> /dev/null',
    `for _ in $(seq ${traceSeconds * 2}); do [ ! -s "$heard" ] || break; sleep 0.5; done`,
    // A packet's walk takes a moment, with those it calls forth.
    'sleep 0.5',
    'kill $!; wait 2> /dev/null',
    `iptables -t raw -D PREROUTING ${rule}`,
    `iptables -t raw -D OUTPUT ${rule}`,
    'cat "$heard"; rm "$heard"',
  ].join('\n');
  const { output } = await guest.exec(script, { timeoutS: traceSeconds + 20 });
  return output.trim();
}
