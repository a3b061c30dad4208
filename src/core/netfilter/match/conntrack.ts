import { parseAddress } from '../address.ts';
import type { Bilingual } from '../bilingual.ts';
import { isNot, nearestTo } from '../problem.ts';
import { hasPorts, protocolName } from '../protocols.ts';
import type { Connection } from '../model/connection.ts';
import { compare, matched, missed, undecided, type Finding } from './finding.ts';
import type { OptionCompiler } from './condition.ts';
import { addressTest } from './ip.ts';
import { parseRange } from './numbers.ts';
import { parsePort } from './services.ts';
import { ValueError } from './value-error.ts';
import type { View } from './view.ts';

/** Reads a comma-separated list of known words, any case. */
export function parseWords(value: string, known: readonly string[], kind: Bilingual): string[] {
  return value.split(',').map((word) => {
    const upper = word.toUpperCase();
    if (!known.includes(upper)) throw new ValueError(isNot(word, kind, nearestTo(upper, known)));
    return upper;
  });
}

const states = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'];

/** `--ctstate` and `--state` (xt_conntrack.c conntrack_mt). */
export const stateTest: OptionCompiler = ({ negated }, value) => {
  const wanted = parseWords(value, states, { en: 'a connection state', zh: '连接状态' });
  return ({ packet, connection, stateOnly, untracked }) => {
    const has: string[] = [packet.ctstate ?? (untracked ? 'UNTRACKED' : 'INVALID')];
    if (connection?.sourceNat) has.push('SNAT');
    if (connection?.destinationNat) has.push('DNAT');
    const holds = has.some((state) => wanted.includes(state));
    const open = !holds && stateOnly && (wanted.includes('SNAT') || wanted.includes('DNAT'));
    return compare(open ? null : holds, negated, 'ctstate', has.join(','));
  };
};

/** A test of the connection's entry; without one it fails, and the negated one too: the kernel asks nothing then. */
function entryTest(
  field: string,
  ask: (connection: Connection, view: View) => Finding,
): ReturnType<OptionCompiler> {
  return (view) => {
    if (view.connection) return ask(view.connection, view);
    return view.stateOnly ? undecided(field, 'not-given') : missed(field, null);
  };
}

const sides = {
  '--ctorigsrc': ['original', 'src'],
  '--ctorigdst': ['original', 'dst'],
  '--ctreplsrc': ['reply', 'src'],
  '--ctrepldst': ['reply', 'dst'],
} as const;

/** `--ctorigsrc` and its like: addresses of the connection's two directions. */
export const tupleAddressTest: OptionCompiler = (option, value) => {
  const [direction, side] = sides[option.name as keyof typeof sides];
  const test = addressTest(side)(option, value);
  return entryTest(option.name.slice(2), (connection, view) => {
    const address = connection[direction][side];
    const finding = test({ ...view, packet: { ...view.packet, [side]: address } });
    return finding.result === 'match' || !parseAddress(address)
      ? finding
      : missed(option.name.slice(2), address);
  });
};

const portSides = {
  '--ctorigsrcport': ['original', 'sport'],
  '--ctorigdstport': ['original', 'dport'],
  '--ctreplsrcport': ['reply', 'sport'],
  '--ctrepldstport': ['reply', 'dport'],
} as const;

/** `--ctorigdstport` and its like. */
export const tuplePortTest: OptionCompiler = ({ name, negated }, value) => {
  const [direction, side] = portSides[name as keyof typeof portSides];
  const { from, to } = parseRange(value, 65535, parsePort);
  return entryTest(name.slice(2), (connection) => {
    // Protocols without ports have 0 there; ICMP has its identifier, which nobody gave.
    const none = hasPorts(connection.proto) || connection.proto.endsWith('icmp') ? null : 0;
    const port = connection[direction][side] ?? none;
    return compare(port === null ? null : port >= from && port <= to, negated, name.slice(2), port);
  });
};

/** `--ctproto`. */
export const connectionProtocolTest: OptionCompiler = ({ negated }, value) =>
  entryTest('ctproto', ({ proto }) => compare(proto === protocolName(value), negated, 'ctproto', proto));

/** `--ctdir`: `REPLY` is the other way than the first packet. */
export const directionTest: OptionCompiler = ({ negated }, value) => {
  const [wanted] = parseWords(value, ['ORIGINAL', 'REPLY'], { en: 'a direction', zh: '连接的方向' });
  return entryTest('ctdir', (_, { direction }) =>
    compare(direction.toUpperCase() === wanted, negated, 'ctdir', direction.toUpperCase()),
  );
};

/** `--ctstatus`. */
export const statusTest: OptionCompiler = ({ negated }, value) => {
  const statuses = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'];
  const wanted = parseWords(value, statuses, { en: 'a status', zh: '连接记录的状态位' });
  return entryTest('ctstatus', (connection, { packet, confirmed }) => {
    const has: [string, boolean | null][] = [
      ['EXPECTED', packet.ctstate === 'RELATED' ? null : false],
      ['SEEN_REPLY', connection.seenReply],
      ['ASSURED', connection.assured],
      ['CONFIRMED', confirmed],
    ];
    const asked = has.filter(([status]) => wanted.includes(status));
    const holds = asked.some(([, is]) => is === true)
      ? true
      : asked.some(([, is]) => is === null)
        ? null
        : false;
    const shown = has.flatMap(([status, is]) => (is ? [status] : []));
    return compare(holds, negated, 'ctstatus', shown.join(',') || 'NONE');
  });
};

/** `--ctexpire`: how long the entry still lives. */
export const expireTest: OptionCompiler = () => entryTest('ctexpire', () => undecided('ctexpire', 'history'));

/** `-m connmark` (xt_connmark.c): without an entry it never matches, negated or not. */
export const withoutEntry = (view: View): Finding | null => {
  if (view.connection) return null;
  return view.stateOnly ? undecided('connmark', 'not-given') : missed('connmark', null);
};

/** `-m helper`: only a connection that a helper expected has one (xt_helper.c). */
export const helperTest: OptionCompiler = ({ negated }) => {
  return ({ packet }) => {
    if (packet.ctstate === 'RELATED') return undecided('helper', 'host-state');
    return negated ? matched : missed('helper', null);
  };
};
