import { speeds, type Driver } from './driver.ts';
import { icon, type IconName } from './icons.ts';
import type { stringsFor } from './strings.ts';

type Strings = ReturnType<typeof stringsFor>;

/** What the controls ask for beside the driver. */
export interface ControlActions {
  toggleFullscreen: () => void;
  close: () => void;
}

function button(label: string, name: IconName, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.ariaLabel = label;
  element.title = label;
  element.append(icon(name));
  element.addEventListener('click', onClick);
  return element;
}

function clockText(timeS: number): string {
  const whole = Math.floor(timeS);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A seek bar with a mark for each command; the slider itself is the browser's. */
function seekBar({ timeline }: Driver, strings: Strings): { element: HTMLElement; slider: HTMLInputElement } {
  const element = document.createElement('div');
  element.className = 'seek';
  const slider = document.createElement('input');
  slider.type = 'range';
  slider.min = '0';
  slider.max = String(timeline.durationS);
  slider.step = '0.01';
  slider.ariaLabel = strings.seek;
  const marks = document.createElement('div');
  marks.className = 'marks';
  marks.ariaHidden = 'true';
  for (const { timeS, label } of timeline.marks) {
    const mark = document.createElement('i');
    mark.style.insetInlineStart = `${(timeS / (timeline.durationS || 1)) * 100}%`;
    mark.title = label;
    marks.append(mark);
  }
  element.append(slider, marks);
  return { element, slider };
}

function speedMenu(driver: Driver, strings: Strings): HTMLSelectElement {
  const menu = document.createElement('select');
  menu.ariaLabel = strings.speed;
  menu.title = strings.speed;
  for (const speed of speeds) menu.add(new Option(`${speed}×`, String(speed)));
  menu.addEventListener('change', () => driver.setSpeed(Number(menu.value)));
  return menu;
}

function helpTable(strings: Strings): HTMLElement {
  const help = document.createElement('dl');
  help.className = 'help';
  help.hidden = true;
  for (const [keys, meaning] of strings.keys) {
    const term = document.createElement('dt');
    term.textContent = keys;
    const description = document.createElement('dd');
    description.textContent = meaning;
    help.append(term, description);
  }
  return help;
}

/** The bar below the terminal, and the table of keys; `update` draws the driver's state. */
export function createControls(driver: Driver, strings: Strings, actions: ControlActions) {
  const help = helpTable(strings);
  const toggleHelp = () => (help.hidden = !help.hidden);
  const play = button(strings.play, 'play', () => driver.toggle());
  const { element: seek, slider } = seekBar(driver, strings);
  slider.addEventListener('input', () => driver.seek(Number(slider.value)));
  const time = document.createElement('span');
  time.className = 'time';
  const speed = speedMenu(driver, strings);
  const bar = document.createElement('div');
  bar.className = 'bar';
  bar.append(
    button(strings.previous, 'previous', () => driver.skip(-1)),
    play,
    button(strings.next, 'next', () => driver.skip(1)),
    seek,
    time,
    speed,
    button(strings.help, 'help', toggleHelp),
    button(strings.fullscreen, 'fullscreen', actions.toggleFullscreen),
    button(strings.close, 'close', actions.close),
  );
  const update = () => {
    const isPlaying = driver.state === 'playing';
    play.replaceChildren(icon(isPlaying ? 'pause' : 'play'));
    play.ariaLabel = play.title = isPlaying ? strings.pause : strings.play;
    slider.value = String(driver.timeS);
    slider.ariaValueText = `${clockText(driver.timeS)} / ${clockText(driver.timeline.durationS)}`;
    time.textContent = slider.ariaValueText;
    speed.value = String(driver.speed);
  };
  return { bar, help, toggleHelp, update };
}
