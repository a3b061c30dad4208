import type { Element, Nodes, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { handlers } from './handlers.ts';
import { findElement, hasClass, rawText } from './hast.ts';

/** Where a page stands, for its links. */
export interface PageAddress {
  /** Address of the site with its base, `https://example.org/notes/`; links stay as they are without it. */
  site?: string | undefined;
  /** Path of the page below it: `network-basics/`. */
  path: string;
}

function resolveLinks(node: Nodes, { site, path }: PageAddress): void {
  if (site !== undefined && node.type === 'element' && typeof node.properties.href === 'string')
    node.properties.href = new URL(node.properties.href, new URL(path, site)).href;
  if ('children' in node) for (const child of node.children) resolveLinks(child, { site, path });
}

/**
 * A built page as Markdown: its prose, tables and pictures (as what they say), its transcripts as `console`
 * blocks. It is made from the page as readers see it, so that the two cannot differ.
 */
export async function pageMarkdown(html: string, address: PageAddress): Promise<string | undefined> {
  const page = unified().use(rehypeParse).parse(html);
  const title = findElement(page, ({ tagName }) => tagName === 'h1');
  const content = findElement(page, (element) => hasClass(element, 'sl-markdown-content'));
  if (!title || !content) return undefined;
  const description = findElement(
    page,
    ({ tagName, properties }) => tagName === 'meta' && properties.name === 'description',
  );
  resolveLinks(content, address);
  const quoted: Element[] =
    typeof description?.properties.content === 'string'
      ? [
          {
            type: 'element',
            tagName: 'blockquote',
            properties: {},
            children: [{ type: 'text', value: description.properties.content }],
          },
        ]
      : [];
  const heading: Element = { ...title, children: [{ type: 'text', value: rawText(title).trim() }] };
  const root: Root = { type: 'root', children: [heading, ...quoted, ...content.children] };
  const markdown = unified()
    .use(rehypeRemark, { handlers })
    .use(remarkGfm, { tableCellPadding: true, tablePipeAlign: false })
    .use(remarkStringify, { bullet: '-', fences: true, rule: '-' });
  return markdown.stringify(await markdown.run(root));
}
