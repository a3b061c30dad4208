import type { Position } from '../../core/tracer/ask-tracer.ts';
import type { MachineTexts } from '../../core/tracer/machine-texts.ts';
import { compress, decompress } from './compress.ts';

/** All that a link to a question holds. */
export interface TracerState {
  /** `docker-iptables/publish`; null with the reader's own rules. */
  scenario: string | null;
  engine: string | null;
  own: MachineTexts | null;
  /** The engine to compare with. */
  compare: string | null;
  /** As `parsePacket` reads it; null for the first preset. */
  packet: string | null;
  position: Position;
  choices: readonly boolean[];
  laterChoices: readonly boolean[];
  step: number;
}

/** The state of a page whose address says nothing. */
export const emptyState: TracerState = {
  scenario: null,
  engine: null,
  own: null,
  compare: null,
  packet: null,
  position: 'first',
  choices: [],
  laterChoices: [],
  step: 0,
};

/** Longer addresses are neither made nor read: chat programs and mail cut them. */
export const longestHash = 60_000;

const mostChoices = 64;
const longestPacket = 400;
const mostSteps = 1_000_000;

const writeChoices = (choices: readonly boolean[]) => choices.map((taken) => (taken ? '1' : '0')).join('');
const readChoices = (text: string | null) =>
  /^[01]*$/.test(text ?? '') ? [...(text ?? '').slice(0, mostChoices)].map((digit) => digit === '1') : [];

function matching(value: string | null, pattern: RegExp): string | null {
  return value !== null && pattern.test(value) ? value : null;
}

/** Packs the reader's own machine for `writeHash`. */
export function packMachine(machine: MachineTexts): Promise<string> {
  return compress(JSON.stringify([machine.rules, machine.addresses, machine.routes]));
}

/**
 * Writes a state as the fragment of an address.
 * @param packed what `packMachine` made of `state.own`
 */
export function writeHash(state: TracerState, packed: string | null): string {
  const words = new URLSearchParams();
  if (state.scenario) words.set('s', state.scenario);
  if (state.engine) words.set('e', state.engine);
  if (state.compare) words.set('c', state.compare);
  if (state.packet) words.set('p', state.packet);
  if (state.position !== 'first') words.set('f', state.position);
  if (state.choices.length > 0) words.set('b', writeChoices(state.choices));
  if (state.laterChoices.length > 0) words.set('b2', writeChoices(state.laterChoices));
  if (state.step > 0) words.set('i', String(state.step));
  if (state.own && packed !== null) words.set('z', packed);
  // Addresses and scenarios stay readable: a fragment may hold these (RFC 3986, 3.5).
  return words.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}

async function readMachine(packed: string): Promise<MachineTexts> {
  const value: unknown = JSON.parse(await decompress(packed));
  if (!Array.isArray(value) || !value.every((part) => typeof part === 'string'))
    throw new Error('not a machine');
  const [rules = '', addresses = '', routes = ''] = value;
  return { rules, addresses, routes };
}

/**
 * Reads a state from the fragment of an address; what it does not understand it leaves out.
 * @throws Error when it should hold rules and they cannot be read
 */
export async function readHash(hash: string): Promise<TracerState> {
  const text = hash.replace(/^#/, '');
  if (text.length > longestHash) throw new Error(`longer than ${longestHash} characters`);
  const words = new URLSearchParams(text);
  const step = Number(matching(words.get('i'), /^\d{1,7}$/) ?? 0);
  const position = words.get('f');
  const packed = words.get('z');
  return {
    scenario: matching(words.get('s'), /^[a-z\d-]{1,60}\/[a-z\d-]{1,60}$/),
    engine: matching(words.get('e'), /^[a-z]{1,20}-\d{1,4}$/),
    own: packed === null ? null : await readMachine(packed),
    compare: matching(words.get('c'), /^[a-z]{1,20}-\d{1,4}$/),
    packet: words.get('p')?.slice(0, longestPacket) ?? null,
    position: position === 'reply' || position === 'later' ? position : 'first',
    choices: readChoices(words.get('b')),
    laterChoices: readChoices(words.get('b2')),
    step: Math.min(step, mostSteps),
  };
}
