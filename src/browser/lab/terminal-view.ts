import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { openTerminal } from '../open-terminal.ts';
import { theme } from '../transcript/theme.ts';
import type { Size } from './machine.ts';

export interface TerminalActions {
  /** Keys that the reader pressed, or what the terminal answers to a query. */
  typed: (keys: string) => void;
  resized: (size: Size) => void;
  /** The reader wants to leave the terminal by keyboard. */
  left: () => void;
}

/** Copy and paste by the keys that people try; Ctrl+C copies only what is selected. */
function handleClipboardKeys(terminal: Terminal, left: () => void): void {
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    if (event.key === 'Escape' && event.shiftKey) {
      left();
      return false;
    }
    const key = event.key.toLowerCase();
    if (!event.ctrlKey || event.altKey || event.metaKey) return true;
    if (key === 'c' && terminal.hasSelection()) {
      void navigator.clipboard.writeText(terminal.getSelection());
      terminal.clearSelection();
      event.preventDefault();
      return false;
    }
    // The browser pastes into the terminal's text field, and xterm.js takes it from there.
    return key !== 'v';
  });
}

/** One terminal on the page: xterm.js, fitted to its box. */
export class TerminalView {
  readonly element: HTMLElement;
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  #isOpen = false;

  constructor(label: string, fontFamily: string, actions: TerminalActions) {
    this.element = document.createElement('div');
    this.element.className = 'lab-screen';
    this.#terminal = new Terminal({
      ...{ theme, fontFamily, fontSize: 13, lineHeight: 1.15, scrollback: 5000 },
      ...{ cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches, screenReaderMode: false },
      cols: 80,
      rows: 24,
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.onData(actions.typed);
    this.#terminal.onResize(actions.resized);
    handleClipboardKeys(this.#terminal, actions.left);
    this.element.setAttribute('role', 'group');
    this.element.ariaLabel = label;
  }

  get size(): Size {
    return { cols: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** Opens it once it stands on the page, and fits it to its box. */
  fit(): void {
    if (this.element.clientWidth === 0 || this.element.clientHeight === 0) return;
    if (!this.#isOpen) {
      this.#isOpen = true;
      openTerminal(this.#terminal, this.element);
      if (this.#terminal.textarea) this.#terminal.textarea.ariaLabel = this.element.ariaLabel;
    }
    this.#fit.fit();
  }

  write(data: string): void {
    this.#terminal.write(data);
  }

  /** Scrolls to where new output appears. */
  scrollToEnd(): void {
    this.#terminal.scrollToBottom();
  }

  clear(): void {
    this.#terminal.reset();
  }

  focus(): void {
    this.#terminal.focus();
  }

  paste(text: string): void {
    this.#terminal.paste(text);
  }

  /** Keys of the row on a phone go the way of real ones. */
  input(keys: string): void {
    this.#terminal.input(keys, true);
  }

  /** Whether programs asked for the arrow keys' application sequences (DECCKM). */
  get hasApplicationCursor(): boolean {
    return this.#terminal.modes.applicationCursorKeysMode;
  }
}
