import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { drawingVersion } from './theme.ts';

/** Where the drawn diagrams are kept. */
export const diagramFolder = join(process.cwd(), 'content', 'diagrams');

/** The file of a diagram: named by the hash of its text and of how it is drawn. */
export function diagramFile(source: string): string {
  const hash = createHash('sha256').update(`${drawingVersion}\n${source.trim()}`).digest('hex').slice(0, 16);
  return join(diagramFolder, `${hash}.svg`);
}

/**
 * The text alternative of a diagram, from its `accTitle:` and `accDescr:` lines.
 * @throws Error that says where it is missing and what to write
 */
export function readDescription(source: string, place: string): { title: string; description: string } {
  const title = /^\s*accTitle:\s*(.+)$/m.exec(source)?.[1]?.trim();
  const description = /^\s*accDescr:\s*(.+)$/m.exec(source)?.[1]?.trim();
  if (!title || !description) {
    throw new Error(
      `${place}: a diagram needs a text alternative: add the lines \`accTitle: …\` (its name) and ` +
        '`accDescr: …` (what it shows, in words) below its first line',
    );
  }
  return { title, description };
}

/** The Mermaid blocks of a Markdown text. */
export function findDiagrams(markdown: string): string[] {
  return [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```/gm)].map((match) =>
    (match[1] ?? '').replace(/\n$/, ''),
  );
}
