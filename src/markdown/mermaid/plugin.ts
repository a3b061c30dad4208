import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';
import { diagramFile, readDescription } from './diagram.ts';

function placeOf(fileUrl: URL | undefined, line: number | undefined): string {
  const file = fileUrl ? relative(process.cwd(), fileURLToPath(fileUrl)) : '(a Markdown file)';
  return line === undefined ? file : `${file}:${line}`;
}

/**
 * Puts the drawn SVG in place of each Mermaid block. The build draws nothing: `npm run diagrams` does, and keeps
 * the result under the hash of the block's text.
 */
export function mermaidPlugin() {
  return defineMdastPlugin({
    name: 'mermaid',
    options: { position: true },
    code(node, context) {
      if (node.lang !== 'mermaid') return undefined;
      const place = placeOf(context.fileURL, node.position?.start.line);
      const { title, description } = readDescription(node.value, place);
      const file = diagramFile(node.value);
      if (!existsSync(file)) {
        throw new Error(`${place}: this diagram has not been drawn: run \`npm run diagrams\``);
      }
      const label = `${title}：${description}`.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
      const svg = readFileSync(file, 'utf8').replace(/^<svg /, `<svg role="img" aria-label="${label}" `);
      // What the style sheet needs to shrink a diagram only as far as its words stay legible.
      const width = /^<svg [^>]*?\bwidth="([\d.]+)"/.exec(svg)?.[1] ?? '0';
      return {
        raw: `<figure class="diagram not-content" style="--dn-width:${width}px" tabindex="0" role="group" aria-label="${title}">${svg}</figure>`,
        mdxExpressions: false,
      };
    },
  });
}
