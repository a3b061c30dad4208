import type { Packet } from '../../core/netfilter/model/packet.ts';
import { createElement } from './create-element.ts';
import type { Strings } from './strings.ts';

function endpoint(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function protocolOf({ proto, flags, type }: Packet): string {
  if (flags && flags.length > 0) return `${proto} ${flags.join(',')}`;
  return type === null ? proto : `${proto} ${type}`;
}

type Field = keyof Strings['fields'];

function valuesOf(packet: Packet, strings: Strings): Record<Field, string | null> {
  return {
    in: packet.in ?? (packet.local ? strings.local : null),
    out: packet.out,
    src: endpoint(packet.src, packet.sport),
    dst: endpoint(packet.dst, packet.dport),
    proto: protocolOf(packet),
    ctstate: packet.ctstate,
    mark: packet.mark === 0 ? null : `0x${packet.mark.toString(16)}`,
  };
}

/** What a packet looks like after a step; what the step changed is shown as before → after. */
export function packetView(packet: Packet, before: Packet | null, strings: Strings): HTMLElement {
  const now = valuesOf(packet, strings);
  const old = before ? valuesOf(before, strings) : now;
  const list = createElement('dl', { class: 'packet' });
  for (const field of ['in', 'src', 'dst', 'out', 'proto', 'ctstate', 'mark'] as const) {
    const [value, earlier] = [now[field], old[field]];
    if (value === null && earlier === null) continue;
    const isChanged = value !== earlier;
    const shown = createElement('dd', isChanged ? { class: 'changed' } : {});
    if (isChanged && earlier !== null) shown.append(createElement('del', {}, earlier), ' → ');
    shown.append(isChanged ? createElement('ins', {}, value ?? '—') : (value ?? ''));
    list.append(createElement('div', {}, createElement('dt', {}, strings.fields[field]), shown));
  }
  return list;
}
