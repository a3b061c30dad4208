import type { Language } from '../../core/netfilter/explain/explain.ts';
import { InputError } from '../../core/netfilter/input-error.ts';
import { MissingKeyError } from '../../core/netfilter/parse/missing-key-error.ts';
import { parsePacket } from '../../core/netfilter/parse/parse-packet.ts';
import { findMisfit } from '../../core/tracer/find-misfit.ts';
import { createElement, withCode } from './create-element.ts';
import type { Machine } from './machine.ts';
import { joinFields, splitFields } from './packet-text.ts';
import type { Strings } from './strings.ts';

const suggestions: Readonly<Record<string, readonly string[]>> = {
  proto: ['tcp', 'udp', 'icmp', 'ipv6-icmp', 'sctp', 'gre', 'esp'],
  dport: ['80', '443', '22', '53', '8080'],
  flags: ['SYN', 'SYN,ACK', 'ACK', 'FIN,ACK', 'RST'],
  type: ['echo-request', 'echo-reply', 'destination-unreachable', 'time-exceeded'],
  ctstate: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
};

/** Always there; the others are folded away. */
const main = ['in', 'src', 'dst', 'proto', 'dport'] as const;
const more = ['sport', 'flags', 'type', 'ctstate', 'mark'] as const;
type Key = (typeof main)[number] | (typeof more)[number];
const keys: readonly Key[] = [...main, ...more];

/** What stands where nothing is filled in. */
const examples: Readonly<Partial<Record<Key, string>>> = {
  in: 'eth0',
  src: '192.0.2.1',
  dst: '192.0.2.10',
  proto: 'tcp',
  dport: '80',
  sport: '40000',
  mark: '0x1',
};

/** A form for any packet, with the interfaces and addresses of the machine to choose from. */
export class PacketForm {
  readonly element: HTMLFormElement;
  private readonly inputs = new Map<Key, HTMLInputElement>();
  private readonly lists = new Map<Key, HTMLDataListElement>();
  private machine: Machine | null = null;
  private readonly local: HTMLInputElement;
  private readonly wire: HTMLInputElement;
  private readonly mistake = createElement('p', { class: 'mistake-text', role: 'alert' });

  constructor(strings: Strings, language: Language, ask: (packet: string) => void) {
    const { form } = strings;
    this.wire = createElement('input', { type: 'radio', name: 'origin', value: 'wire', checked: true });
    this.local = createElement('input', { type: 'radio', name: 'origin', value: 'local' });
    const origin = createElement(
      'fieldset',
      { class: 'segmented' },
      createElement('legend', {}, form.from),
      createElement('label', {}, this.wire, form.fromWire),
      createElement('label', {}, this.local, form.fromHere),
    );
    const grid = (names: readonly Key[]) =>
      createElement('div', { class: 'fields' }, ...names.map((key) => this.field(key, strings)));
    this.element = createElement(
      'form',
      { class: 'packet-form', novalidate: true, autocomplete: 'off' },
      origin,
      grid(main),
      createElement('details', {}, createElement('summary', {}, form.more), grid(more)),
      createElement(
        'div',
        { class: 'send' },
        createElement('button', { type: 'submit' }, strings.trace),
        this.mistake,
      ),
    );
    this.element.addEventListener('change', () => this.update());
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = this.read(strings, language);
      if (text !== null) ask(text);
    });
  }

  /** Fills the form in with a packet's description. */
  fill(text: string): void {
    const fields = splitFields(text);
    for (const [key, input] of this.inputs) input.value = fields[key] ?? '';
    this.local.checked = fields.local === '1';
    this.wire.checked = !this.local.checked;
    this.complain(null, '');
    this.update();
  }

  /** Offers what a machine and its questions name. */
  suggest(machine: Machine): void {
    this.machine = machine;
    const { around: network, presets } = machine;
    const options = (key: Key, values: Iterable<string>) =>
      this.lists.get(key)?.replaceChildren(...[...new Set(values)].map((value) => new Option(value, value)));
    const links = network.interfaces.map(({ name }) => name).filter((name) => name !== 'lo');
    const own = network.interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address));
    const asked = presets.flatMap(({ packet: { src, dst } }) => [src, dst]);
    const addresses = [...asked, ...own].filter((address) => address !== undefined && address !== null);
    options('in', links);
    options('src', addresses);
    options('dst', addresses);
    const ports = presets.flatMap(({ packet: { dport } }) => (dport ? [String(dport)] : []));
    options('dport', [...ports, ...(suggestions.dport ?? [])]);
  }

  private field(key: Key, { form }: Strings): HTMLElement {
    const list = createElement(
      'datalist',
      { id: `packet-${key}-list` },
      ...(suggestions[key] ?? []).map((value) => new Option(value, value)),
    );
    const input = createElement('input', {
      name: key,
      list: list.id,
      placeholder: examples[key] ?? form.optional,
      spellcheck: 'false',
      autocapitalize: 'off',
      maxlength: 60,
    });
    this.inputs.set(key, input);
    this.lists.set(key, list);
    return createElement('label', {}, createElement('span', {}, form[key]), input, list);
  }

  /** A packet made here comes in by no interface; only some protocols have ports, flags or types. */
  private update(): void {
    const proto = this.inputs.get('proto')?.value.trim() ?? '';
    const isIcmp = /^(?:icmp|ipv6-icmp|icmpv6)$/.test(proto);
    const enable = (key: Key, isEnabled: boolean) => {
      const input = this.inputs.get(key);
      if (input) input.disabled = !isEnabled;
    };
    enable('in', !this.local.checked);
    for (const key of ['sport', 'dport'] as const) enable(key, !isIcmp);
    enable('flags', proto === '' || proto === 'tcp');
    enable('type', isIcmp);
  }

  /** The description, or null after saying what is wrong with it. */
  private read(strings: Strings, language: Language): string | null {
    const fields: Record<string, string> = {};
    for (const key of keys) {
      const input = this.inputs.get(key);
      if (input && !input.disabled) fields[key] = input.value;
    }
    if (this.local.checked) fields.local = '1';
    const { text, fieldAt } = joinFields(fields);
    try {
      const packet = parsePacket(text);
      const { machine } = this;
      const misfit = machine && findMisfit(packet, machine.ruleset, machine.network);
      this.complain(misfit?.key ?? null, misfit?.problem[language] ?? '');
      return misfit ? null : text;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const key = error instanceof MissingKeyError ? error.key : fieldAt(error.column);
      this.complain(key, strings.invalidPacket(error.problem[language]));
      return null;
    }
  }

  private complain(key: string | null, message: string): void {
    this.mistake.replaceChildren(...withCode(message));
    this.mistake.id = 'packet-mistake';
    for (const [name, input] of this.inputs) {
      const isWrong = name === key;
      input.ariaInvalid = isWrong ? 'true' : null;
      if (isWrong) input.setAttribute('aria-describedby', this.mistake.id);
      else input.removeAttribute('aria-describedby');
      if (!isWrong) continue;
      input.closest('details')?.setAttribute('open', '');
      input.focus();
    }
  }
}
