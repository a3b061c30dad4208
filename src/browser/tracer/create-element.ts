type Child = Node | string | null;

interface Attributes {
  class?: string;
  [name: string]: string | number | boolean | undefined;
}

/** Makes an element from text and nodes alone: nothing that someone pasted is ever read as HTML. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does not submit. */
export function createButton(
  attributes: Attributes,
  children: Child[],
  press: () => void,
): HTMLButtonElement {
  const button = createElement('button', { type: 'button', ...attributes }, ...children);
  button.addEventListener('click', press);
  return button;
}

/** Text in which what stands between backticks is code. */
export function withCode(text: string): (Node | string)[] {
  return text.split('`').map((part, index) => (index % 2 ? createElement('code', {}, part) : part));
}
