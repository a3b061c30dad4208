import { nextFrame } from '../when.ts';
import { TracerPage } from './page.ts';
import { stringsFor } from './strings.ts';

/** The tracer's page; everything in it is made here but the form for the rules. */
class TracerPageElement extends HTMLElement {
  connectedCallback(): void {
    void this.#open();
  }

  async #open(): Promise<void> {
    const language = this.lang.startsWith('en') ? 'en' : 'zh';
    const strings = await stringsFor(language);
    await nextFrame();
    await new TracerPage(this, strings, language).open();
  }
}

if (!customElements.get('dn-tracer-page')) customElements.define('dn-tracer-page', TracerPageElement);
