import { icon, type IconName } from '../transcript/icons.ts';
import { createButton, createElement } from './create-element.ts';
import type { Strings } from './strings.ts';

/** What the bar asks for. */
export interface PlayerActions {
  first: () => void;
  previous: () => void;
  next: () => void;
  last: () => void;
  toggle: () => void;
  /** A row of the list, from 0. */
  seek: (row: number) => void;
}

function iconButton(label: string, name: IconName, press: () => void, mirrored = false): HTMLButtonElement {
  const image = icon(name);
  if (mirrored) image.classList.add('mirrored');
  return createButton({ 'aria-label': label, title: label }, [image], press);
}

/** The buttons and the slider that go through a walk. */
export class PlayerBar {
  readonly element = createElement('div', { class: 'player-bar' });
  private readonly slider = createElement('input', { type: 'range', min: 0, step: 1 });
  private readonly count = createElement('span', { class: 'count' });
  private readonly play: HTMLButtonElement;
  private readonly backward: HTMLButtonElement[];
  private readonly forward: HTMLButtonElement[];
  private readonly strings: Strings;

  constructor(strings: Strings, actions: PlayerActions) {
    this.strings = strings;
    this.play = iconButton(strings.play, 'play', actions.toggle);
    this.backward = [
      iconButton(strings.first, 'previous', actions.first),
      iconButton(strings.previous, 'play', actions.previous, true),
    ];
    this.forward = [
      iconButton(strings.next, 'play', actions.next),
      iconButton(strings.last, 'next', actions.last),
    ];
    this.play.classList.add('play');
    this.slider.ariaLabel = strings.position;
    this.slider.addEventListener('input', () => actions.seek(Number(this.slider.value)));
    this.element.append(...this.backward, this.play, ...this.forward, this.slider, this.count);
  }

  /** Draws where the walk is, and whether it goes on by itself. */
  show(row: number, rows: number, isPlaying: boolean): void {
    const { strings } = this;
    this.slider.max = String(Math.max(0, rows - 1));
    this.slider.value = String(row);
    this.slider.ariaValueText = strings.stepOf(row + 1, rows);
    this.count.textContent = `${rows === 0 ? 0 : row + 1} / ${rows}`;
    const label = isPlaying ? strings.pause : strings.play;
    this.play.replaceChildren(icon(isPlaying ? 'pause' : 'play'), label);
    this.play.ariaLabel = this.play.title = label;
    for (const button of this.backward) button.ariaDisabled = String(row <= 0);
    for (const button of this.forward) button.ariaDisabled = String(row >= rows - 1);
  }
}
