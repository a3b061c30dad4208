import { compare, missed, undecided } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { interfaceTest } from './ip.ts';

/** `--physdev-in` and `--physdev-out` (xt_physdev.c): the bridge's port, where br_netfilter shows it. */
export function bridgePortTest(field: 'physin' | 'physout'): OptionCompiler {
  return (option, value) => {
    const test = interfaceTest(field)(option, value);
    return (view) => {
      // Routed, it has no port to go out by: the kernel says no, negated or not (physdev_mt).
      if (field === 'physout' && view.viaBridge && !view.bridged) return missed(field, null);
      const hasPort = field === 'physin' ? view.viaBridge : view.bridged;
      return view.packet[field] === null && hasPort ? undecided(field, 'not-given') : test(view);
    };
  };
}

/** `--physdev-is-in`, `--physdev-is-out` and `--physdev-is-bridged`. */
export const bridgedTest: OptionCompiler =
  ({ name, negated }) =>
  ({ viaBridge, bridged }) =>
    compare(name === '--physdev-is-in' ? viaBridge : bridged, negated, 'physdev', null);
