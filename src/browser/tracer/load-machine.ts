import type { MachineTexts } from '../../core/tracer/machine-texts.ts';

const loaded = new Map<string, Promise<MachineTexts>>();

async function fetchMachine(url: string): Promise<MachineTexts> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as MachineTexts;
}

/** Loads a captured machine, each once. @throws Error when the site does not have it */
export function loadMachine(url: string): Promise<MachineTexts> {
  const machine = loaded.get(url) ?? fetchMachine(url);
  loaded.set(url, machine);
  // What failed once, because the network was away, may be tried again.
  machine.catch(() => loaded.delete(url));
  return machine;
}
