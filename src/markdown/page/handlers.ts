import type { Element } from 'hast';
import type { Handle, State } from 'hast-util-to-mdast';
import type { Code, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { findElement, findElements, hasClass, rawText } from './hast.ts';

function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [text(value)] });

/** One command of a transcript: what stood on the terminal, and its status if it failed. */
function commandLines(command: Element): string[] {
  const typed = findElement(command, (element) => hasClass(element, 'typed'));
  const input = typed && findElement(typed, ({ tagName }) => tagName === 'pre');
  const output = findElement(command, (element) => element.tagName === 'pre' && hasClass(element, 'output'));
  const status = findElement(command, (element) => hasClass(element, 'status'));
  return [
    ...(input ? [rawText(input)] : []),
    ...(output ? [rawText(output)] : []),
    ...(status ? [`# ↑ ${rawText(status)}`] : []),
  ];
}

/** A transcript: a console block for each place where commands are typed, and where it was recorded. */
function transcript(element: Element): RootContent[] {
  const title = findElement(element, (one) => hasClass(one, 'title'));
  const blocks: (Paragraph | Code)[] = [];
  for (const command of findElements(element, (one) => hasClass(one, 'command'))) {
    const where = findElement(command, (one) => hasClass(one, 'where'));
    const lines = commandLines(command).join('\n');
    const last = blocks.at(-1);
    if (where) blocks.push(paragraph(text(rawText(where))));
    if (last?.type === 'code' && !where) last.value += `\n${lines}`;
    else if (lines !== '') blocks.push({ type: 'code', lang: 'console', value: lines });
  }
  const provenance = findElement(element, (one) => hasClass(one, 'provenance'));
  // The last two say what can be downloaded.
  const origin = provenance?.children.filter((child) => child.type === 'element').slice(0, -2) ?? [];
  return [
    paragraph(strong(title ? rawText(title) : '')),
    ...blocks,
    ...(origin.length > 0 ? [paragraph(text(origin.map(rawText).join(' · ')))] : []),
  ];
}

function recipe(state: State, element: Element): RootContent[] {
  const [task] = findElements(element, ({ tagName }) => tagName === 'p');
  const command = findElement(element, ({ properties }) => properties.dataCopy !== undefined);
  const children = task ? state.all(task) : [];
  return [
    { type: 'paragraph', children: children as PhrasingContent[] },
    { type: 'code', lang: 'sh', value: String(command?.properties.dataCopy ?? '') },
  ];
}

function tabs(state: State, element: Element): RootContent[] {
  const labels = findElements(element, ({ properties }) => properties.role === 'tab');
  const panels = findElements(element, ({ properties }) => properties.role === 'tabpanel');
  return panels.flatMap((panel, index): RootContent[] => [
    paragraph(strong(labels[index] ? rawText(labels[index]).trim() : '')),
    ...state.all(panel),
  ]);
}

function difference(element: Element): RootContent[] {
  const title = findElement(element, (one) => hasClass(one, 'title'));
  const same = findElement(element, (one) => hasClass(one, 'same'));
  const lines = findElement(element, ({ tagName }) => tagName === 'pre');
  return [
    paragraph(strong(title ? rawText(title) : '')),
    ...(same ? [paragraph(text(rawText(same)))] : []),
    ...(lines
      ? [{ type: 'code' as const, lang: 'diff', value: rawText(lines).replaceAll('−', '-').trimEnd() }]
      : []),
  ];
}

/** What stands apart by style on the page stands apart by blanks: the parts of a step, the packet and its rules. */
function tracer(state: State, element: Element): RootContent[] {
  const inside = (wanted: string) => findElements(element, ({ tagName }) => tagName === wanted);
  const steps = inside('ol').flatMap((list) => findElements(list, ({ tagName }) => tagName === 'li'));
  const names = findElements(element, (one) => hasClass(one, 'name'));
  for (const line of [...steps, ...names, ...inside('figcaption')])
    line.children = line.children.flatMap((child, index) =>
      index === 0 ? [child] : [{ type: 'text', value: ' ' }, child],
    );
  return state.all(element);
}

function quote(state: State, element: Element): RootContent {
  return { type: 'blockquote', children: state.toFlow(state.all(element)) };
}

/** How the site's own elements are written in Markdown; all others as everywhere. */
export const handlers: Record<string, Handle> = {
  button: () => undefined,
  script: () => undefined,
  style: () => undefined,
  summary: (state, element) => paragraph(...(state.all(element) as PhrasingContent[])),
  details: (state, element) => state.all(element),
  'starlight-tabs': (state, element) => tabs(state, element),
  'dn-transcript': (state, element) =>
    hasClass(element, 'recipe') ? recipe(state, element) : transcript(element),
  'dn-tracer': tracer,
  svg: (_, { properties }) =>
    typeof properties.ariaLabel === 'string'
      ? paragraph({ type: 'emphasis', children: [text(properties.ariaLabel)] })
      : undefined,
  figure: (state, element) => (hasClass(element, 'difference') ? difference(element) : state.all(element)),
  aside: quote,
  div: (state, element) => (element.properties.role === 'note' ? quote(state, element) : state.all(element)),
};
