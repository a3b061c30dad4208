import { Terminal } from '@xterm/xterm';
import xtermCss from '@xterm/xterm/css/xterm.css?url';
import { parseCast } from '../../core/asciicast/parse.ts';
import { buildTimeline } from '../../core/asciicast/timeline.ts';
import { loadStyle } from '../load-style.ts';
import { openTerminal } from '../open-terminal.ts';
import { limitRepeats } from '../../core/screen/limit-repeats.ts';
import { createControls } from './controls.ts';
import { Driver } from './driver.ts';
import { handleKey } from './keys.ts';
import { makeKeyframes } from './keyframes.ts';
import playerCss from './player.css?url';
import { Screen } from './screen.ts';
import { stringsFor } from './strings.ts';
import { theme } from './theme.ts';

const barHeightPx = 48;
const largestFontPx = 16;
/** Below this a terminal is not readable: it then scrolls sideways instead. */
const smallestFontPx = 11;
const placeHeightPx = 24;
/** Below the player, once it was scrolled into sight: its `scroll-margin`. */
const marginPx = 16;

async function loadCast(url: string) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return parseCast(await response.text());
}

/** Rows and type size with which so many columns fill a box. */
function fit(width: number, height: number, cols: number, charRatio: number) {
  const fontSize = Math.max(
    smallestFontPx,
    Math.min(largestFontPx, Math.floor(((width - 16) / cols / charRatio) * 4) / 4),
  );
  const rows = Math.max(
    6,
    Math.floor((height - barHeightPx - placeHeightPx - 12) / Math.ceil(fontSize * 1.25)),
  );
  return { fontSize, rows };
}

/** Pixels of the window that are in sight: the page's header and the machine's panel cover the rest. */
function roomInSight(): number {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const covered = (parseFloat(scrollPaddingTop) || 0) + (parseFloat(scrollPaddingBottom) || 0);
  return window.innerHeight - covered - marginPx;
}

/** Width of a character of the terminal's font, in parts of the font size. */
function measureCharRatio(fontFamily: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0.602;
  context.font = `100px ${fontFamily}`;
  return context.measureText('M').width / 100;
}

/**
 * Opens the player over a transcript's static text, in the same box, and starts to play.
 * @param closed called when the reader goes back to the text
 */
export async function openPlayer(element: HTMLElement, closed: () => void): Promise<void> {
  const box = element.querySelector<HTMLElement>('[data-screen]');
  if (!box) throw new Error('a transcript without a screen');
  const strings = stringsFor(element.lang);
  const [cast] = await Promise.all([
    loadCast(element.dataset.cast ?? ''),
    loadStyle(xtermCss),
    loadStyle(playerCss),
  ]);
  const timeline = buildTimeline(cast);
  const fontFamily = getComputedStyle(box.querySelector('pre') ?? box).fontFamily;
  const { width, rows: recordedRows } = { width: cast.header.width, rows: cast.header.height };

  const player = document.createElement('div');
  player.className = 'dn-player';
  player.tabIndex = 0;
  player.setAttribute('role', 'region');
  player.ariaLabel = `${strings.player}：${element.querySelector('.title')?.textContent ?? ''}`;
  const view = document.createElement('div');
  view.className = 'view';
  // The static text beside it is what screen readers read.
  view.ariaHidden = 'true';
  player.append(view);
  const boxHeight = Math.min(box.clientHeight, window.innerHeight * 0.85, roomInSight());
  player.style.height = `${boxHeight}px`;
  box.append(player);
  box.scrollLeft = 0;
  box.dataset.playing = '';

  const ratio = measureCharRatio(fontFamily);
  const size = () => {
    const full = document.fullscreenElement === player;
    const { fontSize, rows } = fit(player.clientWidth, full ? window.innerHeight : boxHeight, width, ratio);
    return { fontSize, rows: Math.min(rows, full ? recordedRows * 2 : Math.max(recordedRows, 6)) };
  };
  const first = size();
  const terminal = new Terminal({
    cols: width,
    rows: first.rows,
    fontSize: first.fontSize,
    fontFamily,
    lineHeight: 1.1,
    theme,
    scrollback: 0,
    disableStdin: true,
    cursorInactiveStyle: 'block',
    screenReaderMode: false,
  });
  limitRepeats(terminal.parser);
  openTerminal(terminal, view);
  // Nobody types here: the terminal's input must not be a stop of the Tab key.
  if (terminal.textarea) terminal.textarea.disabled = true;
  const screen = new Screen(terminal, timeline.frames);

  const abort = new AbortController();
  const driver = new Driver(
    timeline,
    {
      nowMs: () => performance.now(),
      requestFrame: (callback) => {
        const id = requestAnimationFrame(callback);
        return () => cancelAnimationFrame(id);
      },
      show: (count) => screen.show(count),
      changed: () => update(),
    },
    matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
  const toggleFullscreen = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : player.requestFullscreen());
  const close = () => {
    abort.abort();
    driver.stop();
    terminal.dispose();
    player.remove();
    delete box.dataset.playing;
    closed();
  };
  const controls = createControls(driver, strings, { toggleFullscreen, close });
  const label = document.createElement('p');
  label.className = 'now';
  const sections = box.querySelectorAll<HTMLElement>('.command');
  const places = [...sections].map((_, index) => placeOf(sections, index));
  player.append(label, controls.help, controls.bar);
  function update(): void {
    controls.update();
    label.textContent = places[driver.command] ?? '';
  }

  player.addEventListener(
    'keydown',
    (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const target = event.target as HTMLElement;
      // A button is pressed with the space bar, a menu has keys of its own.
      if (event.key === ' ' && target.closest('button')) return;
      if (target.closest('select') && event.key !== 'Escape') return;
      if (document.fullscreenElement && event.key === 'Escape') return;
      if (handleKey(event.key, driver, { toggleHelp: controls.toggleHelp, toggleFullscreen, close }))
        event.preventDefault();
    },
    { signal: abort.signal },
  );
  const refit = () => {
    const { fontSize, rows } = size();
    terminal.options.fontSize = fontSize;
    terminal.resize(width, rows);
  };
  document.addEventListener('fullscreenchange', refit, { signal: abort.signal });
  window.addEventListener('resize', refit, { signal: abort.signal });

  player.focus({ preventScroll: true });
  player.scrollIntoView({ block: 'nearest' });
  update();
  driver.toggle();
  await makeKeyframes(
    timeline.frames,
    { cols: width, rows: first.rows },
    (keyframe) => screen.addKeyframe(keyframe),
    abort.signal,
  );
  player.dataset.keyframes = 'done';
}

/** Host, terminal and container of a command: the label that stands above it or above one before it. */
function placeOf(sections: NodeListOf<HTMLElement>, index: number): string {
  for (let at = index; at >= 0; at--) {
    const where = sections[at]?.querySelector('.where')?.textContent;
    if (where) return where;
  }
  return '';
}
