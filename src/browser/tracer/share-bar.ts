import { createButton, createElement } from './create-element.ts';
import type { Strings } from './strings.ts';

/** A button that copies a link to the question, and the same question for the command line. */
export class ShareBar {
  readonly element: HTMLElement;
  private readonly command = createElement('code');
  private readonly status = createElement('span', { class: 'status', role: 'status' });

  /** @param link the address to copy; null when the rules are too long for one */
  constructor(strings: Strings, link: () => string | null) {
    const copy = async () => {
      const address = link();
      if (address === null) {
        this.status.textContent = strings.tooLongToShare;
        return;
      }
      try {
        await navigator.clipboard.writeText(address);
        this.status.textContent = strings.shared;
      } catch {
        this.status.textContent = strings.shareFailed;
      }
    };
    this.element = createElement(
      'div',
      { class: 'share' },
      createElement(
        'p',
        {},
        createButton({ class: 'copy-link' }, [strings.share], () => void copy()),
        this.status,
      ),
      createElement(
        'details',
        {},
        createElement('summary', {}, strings.commandLine),
        createElement('pre', { tabindex: 0 }, this.command),
      ),
    );
  }

  /** Shows the command that asks the same question. */
  show(command: string): void {
    this.command.textContent = command;
    this.status.textContent = '';
  }
}
