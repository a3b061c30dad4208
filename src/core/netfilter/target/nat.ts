import { maskOf, familyOf, parseAddress, type Words } from '../address.ts';
import type { Option } from '../model/ruleset.ts';
import { parseRange } from '../match/numbers.ts';
import { parsePort } from '../match/services.ts';
import { ValueError } from '../match/value-error.ts';
import { isNot, suchAs } from '../problem.ts';
import type { Manip, WalkState } from '../walk/walk-state.ts';
import { bindNat, type NatRange } from './bind.ts';
import type { Effect } from './effect.ts';

const everywhere = { from: null, to: null, ports: null, random: false, persistent: false } as const;

function readAddress(text: string): Words {
  const words = parseAddress(text);
  if (!words) throw new ValueError(isNot(text, { en: 'an address', zh: '地址' }));
  return words;
}

/** Reads `192.0.2.1-192.0.2.9:80-90`, `[2001:db8::1]:80`, `:80`. */
export function parseNatRange(text: string, random: boolean, persistent: boolean): NatRange {
  // Without brackets every colon of an IPv6 address is its own.
  const bare = /^([\da-f]*:[\da-f]*:[\da-f:.]*)(?:-([\da-f:.]+))?$/i.exec(text);
  const match =
    bare ?? /^(?:\[([\da-f:.]+)\](?:-\[?([\da-f:.]+)\]?)?|([\d.]+)(?:-([\d.]+))?)?(?::(\S+))?$/i.exec(text);
  const low = match?.[1] ?? match?.[3];
  const high = match?.[2] ?? match?.[4] ?? low;
  const port = match?.[5];
  if (!match || (low === undefined && port === undefined))
    throw new ValueError(
      isNot(
        text,
        { en: 'a NAT address', zh: 'NAT 地址' },
        suchAs('192.0.2.1', '192.0.2.1:80', '[2001:db8::1]:80'),
      ),
    );
  // `1000-2000/1500`: the base of a shifted range is another matter.
  const ports = port === undefined ? null : parseRange(port.split('/')[0] ?? '', 65535, parsePort, '-');
  return {
    from: low === undefined ? null : readAddress(low),
    to: high === undefined ? null : readAddress(high),
    ports,
    random,
    persistent,
  };
}

function has(options: readonly Option[], name: string): boolean {
  return options.some((option) => option.name === name);
}

function valueOf(options: readonly Option[], name: string): string | undefined {
  return options.find((option) => option.name === name)?.values[0];
}

/** DNAT and SNAT. */
export function natEffect(manip: Manip, optionName: string, options: readonly Option[]): Effect {
  const value = valueOf(options, optionName);
  if (value === undefined) throw new ValueError({ en: `${optionName} is missing`, zh: `缺少 ${optionName}` });
  const random = has(options, '--random') || has(options, '--random-fully');
  const range = parseNatRange(value, random, has(options, '--persistent'));
  return { verdict: 'ACCEPT', pure: false, run: (state) => bindNat(state, manip, range) };
}

function portsOf(options: readonly Option[]): NatRange['ports'] {
  const value = valueOf(options, '--to-ports');
  return value === undefined ? null : parseRange(value, 65535, parsePort, '-');
}

function dropFor(state: WalkState): [] {
  state.drop = 'no-nat-address';
  return [];
}

/** MASQUERADE: the address of the outgoing interface that faces the next hop (nf_nat_masquerade.c). */
export function masqueradeEffect(options: readonly Option[]): Effect {
  const random = has(options, '--random') || has(options, '--random-fully');
  const ports = portsOf(options);
  return {
    verdict: 'ACCEPT',
    pure: false,
    run: (state) => {
      const { packet, routing } = state;
      const route = routing.lookup(packet.dst, packet.out === 'lo' ? null : packet.out);
      const toward = route.via ?? packet.dst;
      const address = routing.selectSource(packet.out, toward);
      const words = address === null ? null : parseAddress(address);
      if (!words) return dropFor(state);
      return bindNat(state, 'source', { from: words, to: words, ports, random, persistent: false });
    },
  };
}

/** nf_nat_redirect_ipv6_usable: a destination of a narrower scope wants an address of the same. */
function isUsable(destination: string, address: string, scope: string): boolean {
  if (familyOf(address) === 'ipv4') return scope === 'global';
  if (destination === '::1') return address === '::1';
  return !/^fe[89ab]/i.test(destination) || scope === 'link';
}

/** REDIRECT: to the incoming interface's first address, or to 127.0.0.1 for a packet made here (nf_nat_redirect.c). */
export function redirectEffect(options: readonly Option[]): Effect {
  const ports = portsOf(options);
  return {
    verdict: 'ACCEPT',
    pure: false,
    run: (state) => {
      const { packet, routing, hook } = state;
      const loopback = packet.family === 'ipv4' ? '127.0.0.1' : '::1';
      const own = routing
        .addressesOf(packet.in)
        .find(({ address, scope }) => isUsable(packet.dst, address, scope));
      const words = parseAddress(hook === 'OUTPUT' ? loopback : (own?.address ?? ''));
      if (!words) return dropFor(state);
      const random = has(options, '--random');
      return bindNat(state, 'destination', { from: words, to: words, ports, random, persistent: false });
    },
  };
}

/** NETMAP: the subnet is replaced, the rest of the address stays (xt_NETMAP.c). */
export function netmapEffect(options: readonly Option[]): Effect {
  const [text = '', bits] = (valueOf(options, '--to') ?? '').split('/');
  const network = readAddress(text);
  const mask = /^\d+$/.test(bits ?? '128')
    ? maskOf(Number(bits ?? 128), familyOf(text))
    : readAddress(bits ?? '');
  return {
    verdict: 'ACCEPT',
    pure: false,
    run: (state) => {
      const manip = state.hook === 'PREROUTING' || state.hook === 'OUTPUT' ? 'destination' : 'source';
      const now = parseAddress(manip === 'destination' ? state.packet.dst : state.packet.src) ?? [];
      const words = network.map(
        (word, index) => ((word & (mask[index] ?? 0)) | ((now[index] ?? 0) & ~(mask[index] ?? 0))) >>> 0,
      );
      return bindNat(state, manip, { ...everywhere, from: words, to: words });
    },
  };
}
