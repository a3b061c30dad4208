import { TracerPage } from './page.ts';
import { stringsFor } from './strings.ts';

/** The tracer's page; everything in it is made here but the form for the rules. */
class TracerPageElement extends HTMLElement {
  connectedCallback(): void {
    void this.#open();
  }

  async #open(): Promise<void> {
    const language = this.lang.startsWith('en') ? 'en' : 'zh';
    await new TracerPage(this, await stringsFor(language), language).open();
  }
}

if (!customElements.get('dn-tracer-page')) customElements.define('dn-tracer-page', TracerPageElement);
