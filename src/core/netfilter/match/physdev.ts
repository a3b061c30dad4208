import { compare, undecided } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { interfaceTest } from './ip.ts';

/** `--physdev-in` and `--physdev-out` (xt_physdev.c): the bridge's port, where br_netfilter shows it. */
export function bridgePortTest(field: 'physin' | 'physout'): OptionCompiler {
  return (option, value) => {
    const test = interfaceTest(field)(option, value);
    return (view) => {
      const { packet } = view;
      const over = field === 'physin' ? packet.in : packet.out;
      const bridged = over !== null && view.routing.isBridge(over) && view.routing.bridgeNetfilter;
      // A port is known for what came in by a bridge; the way out by one only shows where the frame stays in it.
      const expected = bridged && (field === 'physin' || packet.in === packet.out);
      if (packet[field] === null && expected) return undecided(field, 'not-given');
      return test(view);
    };
  };
}

/** `--physdev-is-in`, `--physdev-is-out` and `--physdev-is-bridged`. */
export const bridgedTest: OptionCompiler =
  ({ name, negated }) =>
  ({ packet, routing }) => {
    const enters = packet.in !== null && routing.isBridge(packet.in) && routing.bridgeNetfilter;
    const holds = {
      '--physdev-is-in': enters || packet.physin !== null,
      '--physdev-is-out': packet.physout !== null,
      '--physdev-is-bridged': packet.physin !== null && packet.physout !== null,
    }[name];
    return compare(holds ?? false, negated, 'physdev', null);
  };
