import { TracerPage } from './page.ts';
import { stringsFor } from './strings.ts';

/** The tracer's page; everything in it is made here but the form for the rules. */
class TracerPageElement extends HTMLElement {
  connectedCallback(): void {
    const page = new TracerPage(this, stringsFor(this.lang), this.lang.startsWith('en') ? 'en' : 'zh');
    void page.open();
  }
}

if (!customElements.get('dn-tracer-page')) customElements.define('dn-tracer-page', TracerPageElement);
