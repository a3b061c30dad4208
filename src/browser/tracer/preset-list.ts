import type { Language } from '../../core/netfilter/explain/explain.ts';
import { printPacket } from '../../core/netfilter/parse/parse-packet.ts';
import { presetLabel } from '../../core/tracer/preset-label.ts';
import { offerPresets, type Preset } from '../../core/tracer/presets.ts';
import { createButton, createElement } from './create-element.ts';
import type { Strings } from './strings.ts';

/** The questions that a ruleset invites; the one that is asked is pressed. */
export class PresetList {
  readonly element: HTMLElement;
  private readonly list = createElement('ul', { class: 'presets' });
  private readonly others = createElement('ul', { class: 'presets' });
  private readonly more: HTMLDetailsElement;
  private readonly language: Language;
  private readonly ask: (packet: string) => void;

  constructor(strings: Strings, language: Language, ask: (packet: string) => void) {
    this.language = language;
    this.ask = ask;
    const id = 'tracer-presets';
    this.list.setAttribute('aria-labelledby', id);
    this.others.ariaLabel = strings.morePresets;
    this.more = createElement('details', {}, createElement('summary', {}, strings.morePresets), this.others);
    const label = createElement('p', { id, class: 'label' }, strings.presets);
    this.element = createElement('div', {}, label, this.list, this.more);
  }

  draw(presets: readonly Preset[], asked: string): void {
    const focused = this.element.contains(document.activeElement);
    const { offered, more } = offerPresets(presets);
    this.list.replaceChildren(...offered.map((preset) => this.item(preset, asked)));
    this.others.replaceChildren(...more.map((preset) => this.item(preset, asked)));
    this.more.hidden = more.length === 0;
    if (more.some(({ packet }) => printPacket(packet) === asked)) this.more.open = true;
    if (focused) this.element.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }

  private item(preset: Preset, asked: string): HTMLElement {
    const text = printPacket(preset.packet);
    const button = createButton(
      { 'aria-pressed': String(text === asked), title: text },
      [presetLabel(preset, this.language)],
      () => this.ask(text),
    );
    return createElement('li', {}, button);
  }
}
