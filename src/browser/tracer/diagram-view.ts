import { diagramEdges, diagramHooks, diagramNodes, diagramSize } from '../../core/tracer/diagram.ts';
import { edgesBetween, nodesUpTo } from '../../core/tracer/diagram-route.ts';
import type { WalkPath } from '../../core/tracer/walk-path.ts';
import type { Strings } from './strings.ts';

const namespace = 'http://www.w3.org/2000/svg';
let made = 0;

function shape(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The table of a node's name, or the words for a place that is no table. */
function nodeText(id: string, strings: Strings): string {
  return strings.places[id] ?? id.split(' ')[1] ?? id;
}

/** The traversal diagram: hooks and tables in the kernel's order; a walk lights up on it step by step. */
export class DiagramView {
  readonly element: SVGElement;
  private readonly nodes = new Map<string, SVGElement>();
  private readonly edges = new Map<string, SVGElement>();
  private readonly description = shape('desc', {});
  private readonly strings: Strings;

  /** @param pressed called with the id of a place that the reader points at */
  constructor(strings: Strings, pressed: (node: string) => void) {
    this.strings = strings;
    const id = `traversal-${made++}`;
    const { width, height } = diagramSize;
    this.element = shape('svg', {
      viewBox: `0 0 ${width} ${height}`,
      class: 'traversal',
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-description`,
    });
    this.description.id = `${id}-description`;
    this.element.append(shape('title', { id: `${id}-title` }, strings.diagram), this.description);
    for (const { id: edge, path } of diagramEdges) {
      const line = shape('path', { d: path, class: 'edge' });
      this.edges.set(edge, line);
      this.element.append(line);
    }
    for (const { hook, ...box } of diagramHooks)
      this.element.append(
        shape('rect', { ...box, rx: 8, class: 'hook' }),
        shape('text', { x: box.x + 8, y: box.y + 15, class: 'hook-name' }, hook),
      );
    for (const { id: node, kind, x, y, width: w, height: h } of diagramNodes) {
      const group = shape('g', { class: `node ${kind}` });
      group.append(
        shape('rect', { x, y, width: w, height: h, rx: kind === 'end' ? h / 2 : 4 }),
        shape('text', { x: x + w / 2, y: y + h / 2 }, nodeText(node, strings)),
      );
      group.addEventListener('click', () => pressed(node));
      this.nodes.set(node, group);
      this.element.append(group);
    }
  }

  /** Lights up the way to a step, and where it is. */
  show({ steps, outcome }: WalkPath, step: number): void {
    const nodes = nodesUpTo(steps, outcome, step);
    const visited = new Set(nodes);
    const edges = edgesBetween(nodes);
    const whole = nodesUpTo(steps, outcome, steps.length);
    const ahead = new Set(whole);
    const edgesAhead = edgesBetween(whole);
    const current = nodes.at(-1);
    const isEnd = step >= steps.length - 1;
    const refused = isEnd && (outcome.kind === 'dropped' || outcome.kind === 'rejected');
    for (const [id, group] of this.nodes) {
      group.classList.toggle('visited', visited.has(id));
      group.classList.toggle('ahead', ahead.has(id) && !visited.has(id));
      group.classList.toggle('current', id === current);
      group.classList.toggle('refused', refused && id === current);
    }
    for (const [id, line] of this.edges) {
      line.classList.toggle('visited', edges.has(id));
      line.classList.toggle('ahead', edgesAhead.has(id) && !edges.has(id));
    }
    this.description.textContent = nodes.map((id) => this.strings.places[id] ?? id).join(' → ');
  }
}
