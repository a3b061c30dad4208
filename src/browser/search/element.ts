import { tellLoadFailure } from '../load-failure.ts';

/** Whether a key belongs to the field that has the focus. */
function isTyping({ target }: KeyboardEvent): boolean {
  const element = target as HTMLElement;
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

/** What the page runs for search before anyone asks for it: the button and its keys. */
class SearchElement extends HTMLElement {
  #dialog: Promise<HTMLDialogElement> | undefined;

  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.disabled = false;
    const hint = button.querySelector('kbd');
    if (hint && /Mac|iPhone|iPad/.test(navigator.userAgent)) hint.textContent = '⌘ K';
    button.addEventListener('click', () => void this.#toggle().catch(tellLoadFailure));
    window.addEventListener('keydown', (event) => {
      const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isShortcut && (!isSlash || isTyping(event))) return;
      event.preventDefault();
      void this.#toggle().catch(tellLoadFailure);
    });
  }

  async #toggle(): Promise<void> {
    this.#dialog ??= import('./dialog.ts')
      .then(({ createDialog }) => createDialog(this))
      .catch((error: unknown) => {
        // Perhaps only the network was away: the next press tries again.
        this.#dialog = undefined;
        throw error;
      });
    const dialog = await this.#dialog;
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }
}

customElements.define('dn-search', SearchElement);
