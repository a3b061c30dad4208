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

/** Marks a packet that comes in, and one that goes out. */
const mark = '-m limit --limit 1/hour --limit-burst 1 -j TRACE';
const heard = '/run/control/heard';

const listen = `
iptables -t raw -I PREROUTING ${mark}
iptables -t raw -I OUTPUT ${mark}
xtables-monitor --trace > ${heard} 2> /dev/null &
echo $! > ${heard}.pid
until grep -qw $! /proc/net/netlink; do sleep 0.1; done`;

const collect = `
for _ in $(seq ${traceSeconds * 2}); do [ ! -s ${heard} ] || break; sleep 0.5; done
sleep 0.5
kill $(cat ${heard}.pid)
iptables -t raw -D PREROUTING ${mark}
iptables -t raw -D OUTPUT ${mark}
cat ${heard}
rm ${heard} ${heard}.pid`;

/**
 * What the kernel says of the next packet: marks it with TRACE (iptables-extensions(8)), listens until one has come by,
 * and takes the marks off again. Empty when none came.
 * @param listening is called when a packet may be sent
 */
export async function readKernelTrace(guest: Guest, listening: () => void): Promise<string> {
  await outputOf(guest, listen);
  listening();
  const { output } = await guest.exec(collect, { timeoutS: traceSeconds + 30 });
  return output.trim();
}
