import { nearestPage } from './nearest-page.ts';

/** On the page for addresses that lead nowhere: names the page whose address is nearest, where one is near. */
class NotFoundElement extends HTMLElement {
  connectedCallback(): void {
    const page = nearestPage(location.pathname, (this.dataset.pages ?? '').split(' '));
    if (page === undefined) return;
    const offered = [...document.querySelectorAll<HTMLAnchorElement>('.sl-markdown-content li a')].find(
      (link) => link.pathname.endsWith(`/${page}/`),
    );
    const suggestion = this.querySelector('p');
    const link = this.querySelector('a');
    if (!offered || !suggestion || !link) return;
    link.href = offered.href + location.hash;
    link.textContent = offered.textContent;
    suggestion.hidden = false;
  }
}

customElements.define('dn-not-found', NotFoundElement);
