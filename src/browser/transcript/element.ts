import { tellLoadFailure } from '../load-failure.ts';

/**
 * What stands beside a command: a button that runs it in the machine (a screen with a prompt), a link, and a button
 * with two sheets of paper (`components/CopyIcon.astro`). Parsed once, copied for each command.
 */
const tools = document.createElement('template');
tools.innerHTML =
  '<span class="tools"><button type="button" data-lab-run><svg viewBox="0 0 16 16" aria-hidden="true">' +
  '<path d="M1.5 3h13v10h-13zM3 4.5v7h10v-7zm1 1.2 2.6 2.3L4 10.3V8.6L4.8 8 4 7.4zM7.5 9.5h4v1h-4z" fill="currentColor"/></svg></button>' +
  '<a>#</a><button type="button" data-copy-command><svg viewBox="0 0 16 16" aria-hidden="true">' +
  '<path d="M5 5V2h9v9h-3v3H2V5zm1.5 0H11v4.5h1.5v-6h-6zm-3 1.5v6h6v-6z" fill="currentColor"/></svg></button></span>';

/** What the page runs for each transcript before anyone plays it: the buttons, and copying. */
class TranscriptElement extends HTMLElement {
  #status: HTMLElement | undefined;
  #script: Promise<string> | undefined;

  connectedCallback(): void {
    // Without JavaScript there are no dead buttons: they are hidden until now, their room is kept.
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[hidden]')) button.hidden = false;
    this.#addTools();
    this.addEventListener('click', (event) => {
      const button = (event.target as Element).closest('button');
      if (!button) return;
      const copy = (text: string | Promise<string>) => void this.#copy(button, text).catch(tellLoadFailure);
      if (button.dataset.play !== undefined) void this.#play(button);
      else if (button.dataset.copyAll !== undefined) copy(this.#loadScript());
      else if (button.dataset.copyCommand !== undefined) {
        const command = button.closest<HTMLElement>('[data-copy]');
        copy(command?.dataset.copy || command?.querySelector('kbd')?.textContent || '');
      }
    });
    // A browser may allow to copy only right after a click: by then the script should be here.
    for (const kind of ['pointerover', 'focusin'] as const) {
      this.addEventListener(kind, ({ target }) => {
        if ((target as Element).closest('[data-copy-all]')) this.#loadScript().catch(() => undefined);
      });
    }
  }

  /** The script of the act lies beside its recording; a reader who copies single commands does not load it. */
  #loadScript(): Promise<string> {
    this.#script ??= fetch((this.dataset.cast ?? '').replace(/cast$/, 'sh'))
      .then((response) => {
        if (response.ok) return response.text();
        throw new Error(`${response.url}: ${response.status}`);
      })
      .catch((error: unknown) => {
        this.#script = undefined;
        throw error;
      });
    return this.#script;
  }

  /** The tools of each command: a page with a hundred commands does not carry them a hundred times. */
  #addTools(): void {
    const { labelCopy, labelLink, lab } = this.dataset;
    if (labelCopy === undefined || labelLink === undefined) return;
    const pattern = tools.content.firstElementChild?.cloneNode(true) as HTMLElement;
    const [run, link, button] = pattern.children as unknown as [
      HTMLButtonElement,
      HTMLAnchorElement,
      HTMLButtonElement,
    ];
    if (lab === undefined) run.remove();
    run.ariaLabel = run.title = this.querySelector('[data-lab-act]')?.textContent.trim() ?? '';
    button.ariaLabel = button.title = labelCopy;
    for (const command of this.querySelectorAll<HTMLElement>('[data-copy]')) {
      run.dataset.labRun = command.id;
      link.href = `#${command.id}`;
      link.ariaLabel = link.title = `${labelLink}：${command.id}`;
      const copy = pattern.cloneNode(true) as HTMLElement;
      // Where a command changes its host, the mark that says so stands there already.
      const mark = command.querySelector('.tools');
      if (mark) mark.append(...copy.children);
      else command.querySelector('.typed')?.append(copy);
    }
  }

  async #copy(button: HTMLElement, text: string | Promise<string>): Promise<void> {
    const strings = (await import('./strings.ts')).stringsFor(this.lang);
    const loaded = await text;
    let message: string = strings.copied;
    try {
      await navigator.clipboard.writeText(loaded);
      button.dataset.done = '';
      setTimeout(() => delete button.dataset.done, 2000);
    } catch {
      message = strings.copyFailed;
    }
    this.say(message);
  }

  /** Says something to the eye and to screen readers. */
  say(message: string): void {
    if (!this.#status) {
      this.#status = document.createElement('p');
      this.#status.setAttribute('role', 'status');
      this.#status.className = 'said';
      (this.querySelector('figcaption') ?? this).append(this.#status);
    }
    const status = this.#status;
    status.textContent = message;
    setTimeout(() => {
      if (status.textContent === message) status.textContent = '';
    }, 3000);
  }

  async #play(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    try {
      const { openPlayer } = await import('./open-player.ts');
      await openPlayer(this, () => {
        button.disabled = false;
        button.focus();
      });
    } catch (error) {
      button.disabled = false;
      tellLoadFailure(error);
    }
  }
}

if (!customElements.get('dn-transcript')) customElements.define('dn-transcript', TranscriptElement);
