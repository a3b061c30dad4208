import type { Network } from '../../core/netfilter/model/network.ts';
import { parseRuleset } from '../../core/netfilter/parse/parse-ruleset.ts';
import { printPacket } from '../../core/netfilter/parse/parse-packet.ts';
import { findPacketFor } from '../../core/netfilter/reach/find-packet-for.ts';

/** A search for a packet: thousands of traces, so it runs beside the page and can be stopped. */
export interface Search {
  rules: string;
  network: Network | null;
  /** Of the rule, in the dump. */
  line: number;
}

/** What came of it: the packet's description, or null. */
export interface Found {
  packet: string | null;
  /** It belongs to a connection that is there already. */
  isLater: boolean;
}

function search({ rules, network, line }: Search): Found {
  const ruleset = parseRuleset(rules);
  for (const { chains } of ruleset.tables.values())
    for (const chain of chains.values())
      for (const rule of chain.rules) {
        if (rule.line !== line) continue;
        const found = findPacketFor(ruleset, rule, network ?? undefined);
        if (!found) return { packet: null, isLater: false };
        const isLater = found.connection !== null;
        const packet = isLater ? { ...found.packet, ctstate: 'ESTABLISHED' as const } : found.packet;
        return { packet: printPacket(packet), isLater };
      }
  return { packet: null, isLater: false };
}

self.addEventListener('message', ({ data }: MessageEvent<Search>) => self.postMessage(search(data)));
