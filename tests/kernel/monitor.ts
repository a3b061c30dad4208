/** Something that the kernel reports of a packet: a rule that matched, or a chain's end. */
export interface Report {
  table: string;
  chain: string;
  /** Null for the policy. */
  handle: number | null;
  verdict: string;
  /** The packet as it came to the table. */
  seen: Seen;
}

/** A packet as `xtables-monitor` prints it. */
export interface Seen {
  id: number;
  in: string | null;
  out: string | null;
  src: string;
  dst: string;
  sport: number | null;
  dport: number | null;
  mark: number;
}

function readPacket(line: string): Seen {
  const field = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(line)?.[1];
  const number = (name: string) => {
    const text = field(name);
    return text === undefined ? null : Number(text);
  };
  return {
    id: number('ID') ?? number('FLOWLBL') ?? 0,
    in: field('IN') ?? null,
    out: field('OUT') ?? null,
    src: field('SRC') ?? '',
    dst: field('DST') ?? '',
    sport: number('SPORT'),
    dport: number('DPORT'),
    mark: number('MARK') ?? 0,
  };
}

/** NFT_RETURN, which iptables 1.8.9 prints as a number. */
const returns = '0xfffffffb';

/** Reads what `xtables-monitor --trace` printed; the judge's own table is left out. */
export function readTrace(lines: readonly string[]): Report[] {
  const packets = new Map<string, Seen>();
  const reports: Report[] = [];
  for (const line of lines) {
    const packet = /^PACKET: \d+ ([\da-f]+) (.*)$/.exec(line);
    if (packet) {
      packets.set(packet[1] ?? '', readPacket(` ${packet[2]}`));
      continue;
    }
    const trace =
      /^ TRACE: \d+ ([\da-f]+) ([^:]+):([^:]+):(rule:0x([\da-f]+)|policy|return|unknown)(?::(\S*))?/.exec(
        line,
      );
    if (!trace) throw new Error(`not understood: ${line}`);
    const [, id = '', table = '', chain = '', kind = '', handle, verdict = ''] = trace;
    const seen = packets.get(id);
    // What a user-defined chain returns by its end is no rule; the judge's chain `arrived` tells of delivery.
    if ((table === 'judge' && chain !== 'arrived') || kind === 'return') continue;
    if (!seen) throw new Error(`a report about no packet: ${line}`);
    reports.push({
      table,
      chain,
      handle: handle === undefined ? null : parseInt(handle, 16),
      verdict: verdict === returns ? 'RETURN' : verdict,
      seen,
    });
  }
  return reports;
}

/** The number of each rule in its chain, by table, chain and handle, from `nft -a list ruleset`. */
export function readHandles(listing: string): Map<string, number> {
  const numbers = new Map<string, number>();
  let [table, chain, number] = ['', '', 0];
  for (const line of listing.split('\n')) {
    const tableLine = /^table \S+ (\S+) \{/.exec(line);
    const chainLine = /^\tchain (\S+) \{/.exec(line);
    const handle = /# handle (\d+)$/.exec(line)?.[1];
    if (tableLine) table = tableLine[1] ?? '';
    else if (chainLine) [chain, number] = [chainLine[1] ?? '', 0];
    else if (/^\t\t/.test(line) && handle !== undefined) numbers.set(`${table} ${chain} ${handle}`, ++number);
  }
  return numbers;
}
