import { makeButton, makeElement } from './make-element.ts';

export interface Choice<Value> {
  text: string;
  value: Value;
}

/** The strip above the terminal that says what happened and asks what only the reader knows. */
export class Notice {
  readonly element = makeElement('div', { className: 'lab-notice', role: 'status', hidden: true });
  #dismiss: (() => void) | undefined;

  /** Says something; `details` are commands or output, shown on demand. */
  say(message: string, details = '', actions: readonly HTMLButtonElement[] = []): void {
    this.#dismiss?.();
    this.#dismiss = undefined;
    const text = makeElement('p', {}, message);
    const parts: Node[] = [text];
    if (details !== '') {
      const summary = makeElement('summary', {}, '看看');
      parts.push(makeElement('details', {}, summary, makeElement('pre', {}, details)));
    }
    this.element.replaceChildren(...parts, ...actions);
    this.element.hidden = false;
  }

  clear(): void {
    this.#dismiss?.();
    this.#dismiss = undefined;
    this.element.replaceChildren();
    this.element.hidden = true;
  }

  /** Asks; `otherwise` is the answer when something else is said meanwhile. */
  ask<Value>(message: string, choices: readonly Choice<Value>[], otherwise: Value): Promise<Value> {
    return new Promise((resolve) => {
      const buttons = choices.map(({ text, value }, index) =>
        makeButton(
          text,
          () => {
            this.#dismiss = undefined;
            this.clear();
            resolve(value);
          },
          index === 0 ? 'primary' : '',
        ),
      );
      this.say(message, '', buttons);
      this.#dismiss = () => resolve(otherwise);
      buttons[0]?.focus();
    });
  }
}
