import type { Interface } from '../model/network.ts';

/** Reads `ip addr`, with or without `-d`. */
export function readAddressText(text: string): Interface[] {
  const links: Interface[] = [];
  for (const line of text.split('\n')) {
    const head = /^\d+: ([^:@\s]+)(?:@\S+)?: <([^>]*)>(.*)$/.exec(line);
    if (head) {
      const [, name = '', flags = '', rest = ''] = head;
      const set = flags.split(',');
      links.push({
        name,
        kind: set.includes('LOOPBACK') ? 'loopback' : 'other',
        up: set.includes('UP'),
        master: /\bmaster (\S+)/.exec(rest)?.[1] ?? null,
        mac: null,
        addresses: [],
        hairpin: null,
      });
      continue;
    }
    const link = links.at(-1);
    if (!link) continue;
    const at = links.length - 1;
    const mac = /^\s+link\/\S+ ([\da-f:]+)/.exec(line)?.[1];
    const inet = /^\s+inet6? ([\da-f.:]+)(?: peer \S+?)?\/(\d+)(.*)$/.exec(line);
    const hairpin = /\bbridge_slave\b.*\bhairpin (on|off)/.exec(line)?.[1];
    if (mac) links[at] = { ...link, mac };
    else if (hairpin) links[at] = { ...link, hairpin: hairpin === 'on' };
    else if (/^\s+bridge forward_delay\b/.test(line)) links[at] = { ...link, kind: 'bridge' };
    else if (inet) {
      const [, address = '', prefix = '', rest = ''] = inet;
      const added = {
        address,
        prefix: Number(prefix),
        broadcast: /\bbrd ([\d.]+)/.exec(rest)?.[1] ?? null,
        scope: /\bscope (\S+)/.exec(rest)?.[1] ?? 'global',
        secondary: /\bsecondary\b/.test(rest),
      };
      links[at] = { ...link, addresses: [...link.addresses, added] };
    }
  }
  return links;
}
