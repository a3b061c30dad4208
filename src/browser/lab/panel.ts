import type { MachineManifest, Size } from './machine.ts';
import { makeKeysRow } from './keys-row.ts';
import { makeButton, makeElement } from './make-element.ts';
import { Notice } from './notice.ts';
import { makeResizeHandle } from './resize-handle.ts';
import { strings } from './strings.ts';
import { TerminalView } from './terminal-view.ts';

export interface PanelActions {
  typed: (port: number, keys: string) => void;
  resized: (port: number, size: Size) => void;
  reset: () => void;
  stop: () => void;
  hide: () => void;
  about: () => void;
  traceRules: () => void;
  traceKernel: () => void;
}

const sideMinPx = 1000;

/** The panel's frame: head, notice, one terminal in front of the others, the row of keys, foot. */
export class Panel {
  readonly element: HTMLElement;
  readonly notice = new Notice();
  readonly views = new Map<number, TerminalView>();
  readonly state = makeElement('span', { className: 'lab-state', role: 'status' });
  readonly #actions: PanelActions;
  readonly #tabs = makeElement('div', { className: 'lab-tabs', role: 'tablist' });
  readonly #body = makeElement('div', { className: 'lab-body' });
  readonly #card = makeElement('div', { className: 'lab-card', hidden: true });
  readonly #tools: HTMLButtonElement[];
  readonly #keys = makeKeysRow(() => this.front);
  readonly #fontFamily: string;
  #front = 0;

  constructor(actions: PanelActions) {
    this.#actions = actions;
    this.#fontFamily =
      getComputedStyle(document.documentElement).getPropertyValue('--__sl-font-mono') || 'monospace';
    const tool = (text: string, hint: string, onClick: () => void) => {
      const button = makeButton(text, onClick);
      button.title = hint;
      return button;
    };
    this.#tools = [
      tool(strings.reset, strings.resetHint, actions.reset),
      tool(strings.stop, strings.stopHint, actions.stop),
      tool(strings.traceRules, '', actions.traceRules),
      tool(strings.traceKernel, strings.traceKernelHint, actions.traceKernel),
      tool(strings.aboutButton, '', actions.about),
    ];
    const head = makeElement(
      'header',
      { className: 'lab-head' },
      makeElement('strong', {}, strings.title),
      this.state,
      tool(strings.hide, strings.hideHint, actions.hide),
    );
    const foot = makeElement('footer', { className: 'lab-foot' }, ...this.#tools);
    this.#body.append(this.#card);
    this.element = makeElement(
      'section',
      { className: 'lab-panel not-content', ariaLabel: strings.title },
      makeResizeHandle(
        () => this.isSide,
        () => this.fit(),
      ),
      ...[head, this.#tabs, this.notice.element, this.#body, this.#keys.row, foot],
    );
    new ResizeObserver(() => this.fit()).observe(this.#body);
    window.addEventListener('resize', () => this.place());
    visualViewport?.addEventListener('resize', () => this.place());
  }

  /** Whether it stands beside the text, and not below it. */
  get isSide(): boolean {
    return innerWidth >= sideMinPx;
  }

  get isOpen(): boolean {
    return document.documentElement.dataset.lab !== undefined;
  }

  get front(): TerminalView {
    const view = this.views.get(this.#front);
    if (!view) throw new Error('the panel has no terminal yet');
    return view;
  }

  get frontPort(): number {
    return this.#front;
  }

  /** Gives the page room for the panel, above a phone's keyboard. */
  place(isOpen = this.isOpen): void {
    const root = document.documentElement;
    if (!isOpen) delete root.dataset.lab;
    else root.dataset.lab = this.isSide ? 'side' : 'sheet';
    this.element.hidden = !isOpen;
    const hidden = visualViewport ? innerHeight - visualViewport.height - visualViewport.offsetTop : 0;
    root.style.setProperty('--lab-below', `${Math.max(0, Math.round(hidden))}px`);
    if (isOpen) this.fit();
  }

  /** Makes the terminals that a machine has. */
  prepareTerminals({ terminals }: MachineManifest): void {
    if (this.views.size > 0) return;
    const counts = new Map<string, number>();
    for (const { port, host } of terminals) {
      const number = (counts.get(host) ?? 0) + 1;
      counts.set(host, number);
      const view = new TerminalView(strings.terminalLabel(host, number), this.#fontFamily, {
        typed: (keys) => this.#actions.typed(port, this.#keys.translate(keys)),
        resized: (size) => this.#actions.resized(port, size),
        left: () => this.element.querySelector<HTMLElement>('.lab-tabs [aria-selected="true"]')?.focus(),
      });
      view.element.hidden = true;
      view.element.id = `lab-terminal-${port}`;
      this.views.set(port, view);
      this.#body.append(view.element);
      const tab = makeButton(strings.terminal(host, number), () => this.bringForward(port, true));
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', view.element.id);
      tab.dataset.port = String(port);
      this.#tabs.append(tab);
    }
    this.bringForward(terminals[0]?.port ?? 0);
  }

  bringForward(port: number, isFocused = false): void {
    this.#front = port;
    for (const [other, { element }] of this.views) element.hidden = other !== port;
    for (const tab of this.#tabs.querySelectorAll<HTMLElement>('button'))
      tab.ariaSelected = String(tab.dataset.port === String(port));
    this.fit();
    if (isFocused) this.front.focus();
  }

  /** Shows a card over the terminals, or takes it away. */
  showCard(card: Node | undefined): void {
    this.#card.replaceChildren(...(card ? [card] : []));
    this.#card.hidden = card === undefined;
    this.#tabs.hidden = this.#keys.row.hidden = card !== undefined;
    this.fit();
  }

  setRunning(isRunning: boolean): void {
    for (const button of this.#tools) button.disabled = !isRunning;
  }

  clear(): void {
    for (const view of this.views.values()) view.clear();
  }

  fit(): void {
    this.views.get(this.#front)?.fit();
  }

  sizes(): ReadonlyMap<number, Size> {
    const { size } = this.front;
    // The terminals behind have the size of the one in front: they stand in the same box.
    return new Map([...this.views.keys()].map((port) => [port, size]));
  }
}
