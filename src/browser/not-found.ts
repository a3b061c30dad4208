import { editDistance, nearest } from '../core/nearest.ts';

/** On the page for addresses that lead nowhere: names the page whose address is nearest, where one is near. */
class NotFoundElement extends HTMLElement {
  connectedCallback(): void {
    const wanted = decodeURIComponent(location.pathname)
      .replace(/\/(index\.html)?$/, '')
      .split('/')
      .at(-1)
      ?.replace(/^\d+-|\.\w+$/g, '');
    const pages = (this.dataset.pages ?? '').split(' ');
    const [page] = wanted ? nearest(wanted, pages, 1) : [];
    // A word that resembles nothing is not answered with the least bad page.
    if (wanted === undefined || page === undefined || editDistance(wanted, page) > page.length / 2) return;
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
