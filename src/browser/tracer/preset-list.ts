import type { Language } from '../../core/netfilter/explain/explain.ts';
import { printPacket } from '../../core/netfilter/parse/parse-packet.ts';
import { presetLabel } from '../../core/tracer/preset-label.ts';
import type { Preset } from '../../core/tracer/presets.ts';
import { createButton, createElement } from './create-element.ts';
import type { Strings } from './strings.ts';

/** The questions that a ruleset invites; the one that is asked is pressed. */
export class PresetList {
  readonly element: HTMLElement;
  private readonly list = createElement('ul', { class: 'presets' });
  private readonly language: Language;
  private readonly ask: (packet: string) => void;

  constructor(strings: Strings, language: Language, ask: (packet: string) => void) {
    this.language = language;
    this.ask = ask;
    const id = 'tracer-presets';
    this.list.setAttribute('aria-labelledby', id);
    this.element = createElement(
      'div',
      {},
      createElement('p', { id, class: 'label' }, strings.presets),
      this.list,
    );
  }

  draw(presets: readonly Preset[], asked: string): void {
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(
      ...presets.map((preset) => {
        const text = printPacket(preset.packet);
        return createElement(
          'li',
          {},
          createButton(
            { 'aria-pressed': String(text === asked), title: text },
            [presetLabel(preset, this.language)],
            () => this.ask(text),
          ),
        );
      }),
    );
    if (focused) this.list.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }
}
