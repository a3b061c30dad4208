const words = {
  zh: { copied: '已复制', failed: '没有复制成功' },
  en: { copied: 'Copied', failed: 'Not copied' },
};

const shownMs = 2000;

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** Some browsers allow to write to the clipboard only at once after a click: they take a promise of the text. */
async function copyFetched(url: string): Promise<void> {
  const text = fetchText(url);
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((content) => new Blob([content], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/** The button that copies the page as Markdown. */
class PageMarkdownElement extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    const label = button.textContent;
    const { copied, failed } = this.lang.startsWith('en') ? words.en : words.zh;
    button.hidden = false;
    button.ariaLive = 'polite';
    button.addEventListener('click', () => {
      const say = (text: string) => {
        button.textContent = text;
        setTimeout(() => (button.textContent = label), shownMs);
      };
      copyFetched(this.dataset.markdown ?? '').then(
        () => say(copied),
        () => say(failed),
      );
    });
  }
}

customElements.define('dn-page-markdown', PageMarkdownElement);
