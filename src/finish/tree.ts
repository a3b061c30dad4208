import { defaultTreeAdapter as adapter, html, type DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The elements of a page in its order, those of templates too. */
export function* elementsOf(parent: Parent): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!adapter.isElementNode(node)) continue;
    yield node;
    yield* elementsOf(node);
    if (node.tagName === 'template') yield* elementsOf((node as DefaultTreeAdapterTypes.Template).content);
  }
}

/** The value of an attribute; undefined when the element has none of that name. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** Whether an element has a class. */
export function hasClass(element: Element, name: string): boolean {
  return attribute(element, 'class')?.split(/\s+/).includes(name) ?? false;
}

/** Sets an attribute, or takes it away. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  const rest = element.attrs.filter((one) => one.name !== name);
  element.attrs = value === undefined ? rest : [...rest, { name, value }];
}

/** The text directly in an element: the source of a script or a style sheet. */
export function textOf(element: Element): string {
  return element.childNodes.map((node) => (adapter.isTextNode(node) ? node.value : '')).join('');
}

/** A new element of HTML. */
export function createElement(tagName: string, attributes: Readonly<Record<string, string>>): Element {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }));
  return adapter.createElement(tagName, html.NS.HTML, attrs);
}
