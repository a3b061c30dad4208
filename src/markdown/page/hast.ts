import type { Element, Nodes } from 'hast';

/** Whether an element has a class. */
export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}

/** The elements below a node that are wanted, in the order of the page; what is inside of one is not looked at. */
export function findElements(node: Nodes, isWanted: (element: Element) => boolean): Element[] {
  if (!('children' in node)) return [];
  return node.children.flatMap((child) =>
    child.type === 'element' && isWanted(child) ? [child] : findElements(child, isWanted),
  );
}

/** The first element below a node that is wanted. */
export function findElement(node: Nodes, isWanted: (element: Element) => boolean): Element | undefined {
  return findElements(node, isWanted)[0];
}

/** The text of a node, character by character: as in `pre`. */
export function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(rawText).join('') : '';
}
