import { makeButton, makeElement } from './make-element.ts';
import { strings } from './strings.ts';
import type { TerminalView } from './terminal-view.ts';

const arrows = { '↑': 'A', '↓': 'B', '→': 'C', '←': 'D' } as const;

/** A letter pressed with Ctrl, as a terminal sends it. */
function withControl(key: string): string {
  const code = key.toUpperCase().charCodeAt(0);
  return code >= 64 && code < 96 ? String.fromCharCode(code - 64) : key;
}

/** The keys that a phone's keyboard lacks; Ctrl holds for the next key. */
export function makeKeysRow(view: () => TerminalView) {
  let isControl = false;
  const control = makeButton('Ctrl', () => setControl(!isControl));
  const setControl = (on: boolean) => {
    isControl = on;
    control.ariaPressed = String(on);
  };
  setControl(false);
  const press = (keys: () => string) => () => {
    view().input(keys());
    view().focus();
  };
  const paste = async () => view().paste(await navigator.clipboard.readText());
  const row = makeElement(
    'div',
    { className: 'lab-keys' },
    makeButton(
      'Esc',
      press(() => '\x1b'),
    ),
    makeButton(
      'Tab',
      press(() => '\t'),
    ),
    control,
    makeButton(
      'Ctrl+C',
      press(() => '\x03'),
    ),
    ...Object.entries(arrows).map(([text, letter]) =>
      makeButton(
        text,
        press(() => `\x1b${view().hasApplicationCursor ? 'O' : '['}${letter}`),
      ),
    ),
    ...['|', '-', '/'].map((text) =>
      makeButton(
        text,
        press(() => text),
      ),
    ),
    makeButton(strings.keys.paste, () => void paste()),
  );
  // A press must not take the focus, or the phone's keyboard goes away.
  row.addEventListener('pointerdown', (event) => event.preventDefault());
  return {
    row,
    /** What a key means while Ctrl is held down on the row. */
    translate: (keys: string): string => {
      if (!isControl || keys.length !== 1) return keys;
      setControl(false);
      return withControl(keys);
    },
  };
}
