import { offerResume } from './resume.ts';
import { trackProgress } from './track.ts';

/** Stands on a chapter, whose reading it follows, and on the landing page, where it offers to read on. */
class ProgressElement extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.pages === undefined) trackProgress(this);
    else offerResume(this);
  }
}

customElements.define('dn-progress', ProgressElement);
