/** Readers who save data keep a copy only when they ask for it. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}

/** The line about the offline copy; the copy itself is made when the page has nothing else to do. */
class OfflineElement extends HTMLElement {
  connectedCallback(): void {
    if (!('serviceWorker' in navigator) || this.dataset.worker === undefined) return;
    const whenIdle = () => {
      const start = () => void import('./keep-copy.ts').then(({ keepCopy }) => keepCopy(this, savesData()));
      if ('requestIdleCallback' in window) requestIdleCallback(start);
      else setTimeout(start, 1);
    };
    if (document.readyState === 'complete') whenIdle();
    else window.addEventListener('load', whenIdle, { once: true });
  }
}

customElements.define('dn-offline', OfflineElement);
