import { defaultTreeAdapter as adapter } from 'parse5';
import { attribute, setAttribute, type Element } from './tree.ts';

/** Heights are in rem, as the style sheets set them; the margin is that between the blocks of a text. */
const lineOfText = 1.8;
const lineOfCode = 1.22;
const margin = 1;
const buttons = 2;

const blocks = new Set(['p', 'ul', 'ol', 'figure', 'div', 'aside', 'dn-transcript', 'dn-tracer']);
/** Less than a line of text is none: buttons, of which nothing is known here. */
const leastRoom = lineOfText;
/**
 * A phone of 360 px, and a wide window: columns of text, in em of its own size, and how much of the text a tall window
 * may show at first. That is always laid out: Chromium 156 paints its first frame before it knows which blocks it shows.
 */
const narrow = { name: 'data-room', columns: 20, firstScreen: 60 };
const wide = { name: 'data-room-wide', columns: 42, firstScreen: 100 };

/** Whether an element shows as long as nobody presses anything. */
function shows(element: Element): boolean {
  return attribute(element, 'hidden') === undefined && attribute(element, 'popover') === undefined;
}

/** The text of an element, as far as it shows. */
function textOf(node: Element): string {
  return node.childNodes
    .map((child) => {
      if (adapter.isTextNode(child)) return child.value;
      return adapter.isElementNode(child) && shows(child) ? textOf(child) : '';
    })
    .join('');
}

/** How many lines a text takes: a Latin letter is half as wide as a Chinese character. */
function linesOf(text: string, columns: number): number {
  const width = [...text.trim()].reduce((sum, character) => sum + (character < '⺀' ? 0.6 : 1), 0);
  return Math.ceil(width / columns);
}

/** The places, rules and reasons of a walk stand below each other: so much more than running text. */
const stacked = 1.5;

/** How tall an element is, in rem, at so many columns; at most, but for the odd line that a word breaks early. */
function heightOf(element: Element, columns: number): number {
  const text = (indent = 0) => lineOfText * linesOf(textOf(element), columns - indent);
  const children = element.childNodes.filter((child) => adapter.isElementNode(child)).filter(shows);
  const sum = (indent = 0) =>
    children.reduce(
      (height, child) => height + heightOf(child, columns - indent) + (child.tagName === 'p' ? margin : 0),
      0,
    );
  switch (element.tagName) {
    case 'svg':
      return Number(attribute(element, 'height')) / 16;
    case 'pre':
      return lineOfCode * textOf(element).split('\n').length + margin / 2;
    case 'details':
    case 'figcaption':
      return lineOfText + buttons;
    case 'p':
      return text();
    case 'li':
      return text(2) + margin / 4;
    case 'aside':
      return 2 * margin + sum(3);
    case 'dn-tracer':
      return stacked * sum();
    default:
      return sum();
  }
}

/**
 * Says of each block of a page's text how much room it takes, so that a browser need not lay out what is far from the
 * window to know where the rest is: `theme.css`. What is taller than its room overlaps the next block, for tools that
 * look at it where it stands: they would see its text on a ground that is not its own.
 */
export function makeRoom(content: Element): void {
  const sizes = [narrow, wide].map((size) => ({ ...size, above: 0 }));
  for (const block of content.childNodes) {
    if (!adapter.isElementNode(block)) continue;
    for (const size of sizes) {
      const height = heightOf(block, size.columns);
      const room = Math.ceil(height);
      if (blocks.has(block.tagName) && height >= leastRoom && size.above > size.firstScreen)
        setAttribute(block, size.name, String(room));
      size.above += room;
    }
  }
}
