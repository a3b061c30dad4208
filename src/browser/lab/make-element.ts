type Child = Node | string;

/** An element with its properties, data and children. */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/** A push button that says what it does. */
export function makeButton(text: string, onClick: () => void, className = ''): HTMLButtonElement {
  const button = makeElement('button', { type: 'button', className }, text);
  button.addEventListener('click', onClick);
  return button;
}
