import type { Language } from '../../core/netfilter/explain/explain.ts';
import { InputError } from '../../core/netfilter/input-error.ts';
import type { PacketSpec } from '../../core/netfilter/model/packet.ts';
import { parsePacket, printPacket } from '../../core/netfilter/parse/parse-packet.ts';
import { findMisfit } from '../../core/tracer/find-misfit.ts';
import { askTracer, type Answer } from '../../core/tracer/ask-tracer.ts';
import { chooseAt, type WalkPath } from '../../core/tracer/walk-path.ts';
import { comesNear, nextFrame } from '../when.ts';
import { createElement, withCode } from './create-element.ts';
import { loadRules } from './load-rules.ts';
import { countRules, MachineError, readMachine, type Machine } from './machine.ts';
import { PacketForm } from './packet-form.ts';
import { PresetList } from './preset-list.ts';
import { RulesetSection } from './ruleset-section.ts';
import { ShareBar } from './share-bar.ts';
import { engineName, SourceForm, type Source } from './source-form.ts';
import type { Strings } from './strings.ts';
import { emptyState, longestHash, packMachine, readHash, writeHash, type TracerState } from './url-state.ts';
import { WalkView } from './walk-view.ts';

/** The tracer's page: one state, and the parts that show it. */
export class TracerPage {
  private state: TracerState = emptyState;
  private machine: Machine | null = null;
  private packed: string | null = null;
  private asked: PacketSpec | null = null;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private readonly captures: string;
  private readonly strings: Strings;
  private readonly language: Language;
  private readonly source: SourceForm;
  private readonly presets: PresetList;
  private readonly form: PacketForm;
  private readonly rules: RulesetSection;
  private readonly share: ShareBar;
  private readonly comparison = createElement('div');
  private readonly notice = createElement('p', { class: 'notice', role: 'status' });
  private readonly answering: HTMLElement;
  private readonly parts: HTMLElement;
  /** The answer is wanted: its place is in the window, or nearly. */
  private readonly isNear: Promise<void>;
  private shown: WalkView | undefined;
  private loads = 0;

  constructor(root: HTMLElement, strings: Strings, language: Language) {
    this.captures = root.dataset.captures ?? '';
    this.strings = strings;
    this.language = language;
    const form = root.querySelector('form');
    if (!form) throw new Error('the tracer has no form for the rules');
    const ask = (packet: string) => this.ask(packet);
    this.source = new SourceForm(
      form,
      strings,
      (source) => void this.changeSource(source),
      (compare) => void this.compareWith(compare),
    );
    this.presets = new PresetList(strings, language, ask);
    this.form = new PacketForm(strings, language, ask);
    this.rules = new RulesetSection(strings, ask);
    this.share = new ShareBar(strings, () => this.saveNow());
    this.answering = createElement(
      'div',
      { hidden: true },
      this.comparison,
      this.share.element,
      this.rules.element,
    );
    const heading = createElement('h2', {}, strings.headings.walk);
    this.isNear = comesNear(heading);
    this.parts = createElement(
      'div',
      { class: 'tracer-parts', hidden: true },
      createElement('h2', {}, strings.headings.packet),
      this.presets.element,
      createElement(
        'details',
        { class: 'own-packet' },
        createElement('summary', {}, strings.ownPacket),
        this.form.element,
      ),
      heading,
      this.answering,
    );
    root.append(this.notice, this.parts);
    window.addEventListener('hashchange', () => void this.open());
  }

  /** Made when it is first wanted: a phone needs a while for it. */
  private get walk(): WalkView {
    if (this.shown) return this.shown;
    this.shown = new WalkView(this.strings, this.language, {
      choose: (fork, taken, path) => this.choose(fork, taken, path),
      follow: (position) => this.answer({ position, laterChoices: [], step: 0 }),
      stepped: (step) => {
        this.state = { ...this.state, step };
        this.save();
      },
    });
    this.answering.prepend(this.shown.element);
    this.answering.hidden = false;
    return this.shown;
  }

  /** Shows what the address says. */
  async open(): Promise<void> {
    let state = emptyState;
    this.notice.textContent = '';
    try {
      state = await readHash(location.hash);
    } catch {
      this.notice.textContent = this.strings.linkBroken;
    }
    this.packed = new URLSearchParams(location.hash.slice(1)).get('z');
    this.state = state;
    await this.load();
  }

  private async changeSource(source: Source): Promise<void> {
    const sameScenario = source.scenario !== null && source.scenario === this.state.scenario;
    const { compare, packet, position } = this.state;
    this.notice.textContent = '';
    this.packed = source.own ? await packMachine(source.own) : null;
    // The same packet on another engine is the same question; on another scenario it is not.
    this.state = { ...emptyState, ...source, compare, ...(sameScenario ? { packet, position } : {}) };
    await this.load();
  }

  private async compareWith(compare: string | null): Promise<void> {
    this.state = { ...this.state, compare };
    this.save();
    await this.compare();
  }

  private async fetchRules(engine: string | null): Promise<string> {
    return loadRules(`${this.captures}${this.state.scenario}.${engine}.rules`);
  }

  /** Reads the rules that the state names, and asks the question again. */
  private async load(): Promise<void> {
    const load = ++this.loads;
    this.asked = null;
    const source = this.source.show(this.state);
    this.state = { ...this.state, ...(this.state.own ? {} : source), compare: this.source.compare };
    const { strings, state } = this;
    try {
      const own = state.own ?? { rules: await this.fetchRules(state.engine), addresses: '', routes: '' };
      await nextFrame();
      // Another choice was made while the rules were on their way.
      if (load !== this.loads) return;
      this.machine = readMachine(own, strings.own, this.language);
    } catch (error) {
      this.parts.hidden = true;
      if (error instanceof MachineError) this.source.report('', error.mistake);
      else {
        this.notice.textContent = strings.loadFailed;
        console.warn(error);
      }
      return;
    }
    const { ruleset } = this.machine;
    this.source.report(state.own ? strings.own.read(ruleset.tables.size, countRules(ruleset)) : '', null);
    this.presets.draw(this.machine.presets, '');
    this.form.suggest(this.machine);
    this.parts.hidden = false;
    await (location.hash === '' ? this.isNear : nextFrame());
    // Meanwhile the reader may have asked something else.
    if (load === this.loads && !this.asked) this.askFirst();
  }

  /** Asks what the state says, or the ruleset's first question. */
  private askFirst(): void {
    const { packet, step } = this.state;
    const first = this.machine?.presets[0];
    let spec = (packet === null ? null : this.readPacket(packet)) ?? first?.packet;
    // A machine without an interface to the outside can still talk to itself.
    spec ??= { family: 'ipv4', dst: '127.0.0.1', proto: 'icmp', local: true };
    this.asked = spec;
    this.answer({ packet: printPacket(spec), step });
  }

  /** The packet of a link; null after saying why it cannot be asked about. */
  private readPacket(text: string): PacketSpec | null {
    const { machine, language } = this;
    try {
      const packet = parsePacket(text);
      const misfit = machine && findMisfit(packet, machine.ruleset, machine.network);
      if (!misfit) return packet;
      this.notice.replaceChildren(...withCode(misfit.problem[language]));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.notice.replaceChildren(...withCode(this.strings.invalidPacket(error.problem[language])));
    }
    return null;
  }

  private ask(packet: string): void {
    this.asked = parsePacket(packet);
    this.notice.textContent = '';
    this.answer({
      packet: printPacket(this.asked),
      position: 'first',
      choices: [],
      laterChoices: [],
      step: 0,
    });
  }

  private choose(fork: number, taken: boolean, path: WalkPath): void {
    const key = this.state.position === 'first' ? 'choices' : 'laterChoices';
    this.answer({ [key]: chooseAt(path, fork, taken), step: path.forks[fork]?.at ?? 0 }, false);
  }

  /** What the tracer says to the question of the state, on this machine or another. */
  private question(machine = this.machine): Answer | null {
    const { asked } = this;
    if (!machine || !asked) return null;
    const { ruleset, network } = machine;
    const { position, choices, laterChoices } = this.state;
    return askTracer({ ruleset, network, packet: asked, position, choices, laterChoices });
  }

  private answer(change: Partial<TracerState>, isNew = true): void {
    this.state = { ...this.state, ...change };
    const { machine } = this;
    const answer = this.question();
    if (!machine || !answer) return;
    const { position } = answer;
    this.state = { ...this.state, position };
    const packet = this.state.packet ?? '';
    this.presets.draw(machine.presets, packet);
    if (isNew) this.form.fill(packet);
    this.walk.draw(answer, this.state.step);
    this.rules.show(machine, answer.path.steps);
    const { own, engine } = this.state;
    const network = own?.addresses ? ' --addr addr.json' : '';
    const routes = own?.routes ? ' --route route.json' : '';
    const file = own ? 'rules.txt' : this.source.fileOf(engine);
    this.share.show(`npm run trace -- --rules ${file}${network}${routes} --packet '${packet}'`);
    this.save();
    void this.compare();
  }

  /** The same packet on the other engine. */
  private async compare(): Promise<void> {
    const { state, strings, language } = this;
    if (state.compare === null || state.own) {
      this.comparison.replaceChildren();
      return;
    }
    try {
      // Few readers compare: the view comes when one does.
      const { compareView } = await import('./compare-view.ts');
      const rules = await this.fetchRules(state.compare);
      const other = this.question(readMachine({ rules, addresses: '', routes: '' }, strings.own, language));
      const mine = this.question();
      if (this.state.compare !== state.compare || this.state.scenario !== state.scenario || !mine || !other)
        return;
      const left = { name: engineName(this.state.engine ?? ''), path: mine.path };
      const right = { name: engineName(state.compare), path: other.path };
      this.comparison.replaceChildren(
        createElement('h3', {}, strings.headings.compare(left.name, right.name)),
        compareView(left, right, strings, language),
      );
    } catch (error) {
      this.notice.textContent = strings.loadFailed;
      console.warn(error);
    }
  }

  /** Writes the state into the address, once the reader pauses: browsers limit how often. */
  private save(): void {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.saveNow(), 250);
  }

  private saveNow(): string | null {
    clearTimeout(this.saving);
    const hash = writeHash(this.state, this.packed);
    if (hash.length > longestHash) return null;
    history.replaceState(history.state, '', `#${hash}`);
    return location.href;
  }
}
