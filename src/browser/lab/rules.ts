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

/**
 * What the kernel says of the next packets: marks what comes in and what goes out with TRACE (iptables-extensions(8)),
 * listens for a few seconds, and takes the marks off again.
 */
export async function readKernelTrace(guest: Guest): Promise<string> {
  const rule = '-m limit --limit 1/hour --limit-burst 1 -j TRACE';
  const script = [
    `iptables -t raw -I PREROUTING ${rule}`,
    `iptables -t raw -I OUTPUT ${rule}`,
    'timeout 5 xtables-monitor --trace',
    `iptables -t raw -D PREROUTING ${rule}`,
    `iptables -t raw -D OUTPUT ${rule}`,
  ].join('\n');
  const { output } = await guest.exec(script, { timeoutS: 20 });
  return output.trim();
}
