import { parseNetwork } from '../netfilter/parse/parse-network.ts';
import type { Network } from '../netfilter/model/network.ts';

/** What describes a machine: rules, and addresses and routes as `ip` prints them, empty when nobody gave them. */
export interface MachineTexts {
  rules: string;
  addresses: string;
  routes: string;
}

/** The network that a machine's texts tell of; null when nobody gave it. @throws InputError */
export function networkOf({ addresses, routes }: MachineTexts): Network | null {
  if (addresses.trim() === '') return null;
  return parseNetwork(routes.trim() === '' ? { addresses } : { addresses, routes });
}
