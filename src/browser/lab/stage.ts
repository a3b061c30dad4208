import { LabFailure } from './failure.ts';
import type { Guest } from './guest.ts';
import type { LabTerminal } from './lab-terminal.ts';
import type { MachineManifest } from './machine.ts';

/** The port of a place: the first terminal of a host, or its second for a terminal with a name. */
export function portOf(manifest: MachineManifest, host: string, terminal: string | null): number {
  const ports = manifest.terminals.filter((one) => one.host === host).map(({ port }) => port);
  const port = ports[terminal === null ? 0 : 1];
  if (port === undefined) {
    throw new LabFailure(
      'unsupported',
      `the ${manifest.machine} machine has no terminal ${terminal ?? 1} on ${host}`,
    );
  }
  return port;
}

/** The terminal of a port. @throws LabFailure */
export function terminalAt(guest: Guest, port: number): LabTerminal {
  const terminal = guest.terminals.get(port);
  if (!terminal) throw new LabFailure('unsupported', `no terminal at port ${port}`);
  return terminal;
}
