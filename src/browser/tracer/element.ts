import { tellLoadFailure } from '../load-failure.ts';

/** What a chapter runs for each walk before anyone opens it: a button. */
class TracerElement extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>('[data-open]');
    if (!button) return;
    // Without JavaScript there is no dead button: its room is kept, and it is hidden until now.
    button.hidden = false;
    button.addEventListener('click', () => void this.#open(button));
  }

  async #open(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    try {
      const { openWalk } = await import('./open-walk.ts');
      await openWalk(this);
      button.remove();
    } catch (error) {
      button.disabled = false;
      tellLoadFailure(error);
    }
  }
}

if (!customElements.get('dn-tracer')) customElements.define('dn-tracer', TracerElement);
