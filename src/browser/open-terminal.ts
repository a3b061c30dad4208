import type { Terminal } from '@xterm/xterm';

/** Stands in for a style element: what is written into it becomes a constructed style sheet. */
function adoptingElement(): HTMLElement {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  const element = document.createElement('xterm-style');
  Object.defineProperty(element, 'textContent', { set: (css: string) => sheet.replaceSync(css) });
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    HTMLElement.prototype.remove.call(element);
  };
  return element;
}

/**
 * Opens a terminal in an element. xterm.js makes style elements for its colours while it opens, which the page's
 * Content-Security-Policy refuses; constructed style sheets, which the policy allows, take their place.
 */
export function openTerminal(terminal: Terminal, parent: HTMLElement): void {
  const create = document.createElement.bind(document);
  document.createElement = (tagName: string) => (tagName === 'style' ? adoptingElement() : create(tagName));
  try {
    terminal.open(parent);
  } finally {
    // The document's own method comes to light again.
    Reflect.deleteProperty(document, 'createElement');
  }
}
