import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import type { Page } from 'playwright';
import { launchChromium } from '../chromium.ts';
import { optimize } from 'svgo';
import { diagramFile, diagramFolder, findDiagrams, readDescription } from './diagram.ts';
import { flattenStyles } from './flatten-styles.ts';
import { applyTheme, mermaidConfig } from './theme.ts';

interface Diagram {
  source: string;
  place: string;
  file: string;
}

function collect(): Diagram[] {
  const folder = join(process.cwd(), 'content', 'chapters');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.mdx'),
  );
  return files.flatMap((name) => {
    const path = join(folder, name);
    return findDiagrams(readFileSync(path, 'utf8')).map((source, index) => {
      const place = `${relative(process.cwd(), path)} (diagram ${index + 1})`;
      readDescription(source, place);
      return { source, place, file: diagramFile(source) };
    });
  });
}

async function drawOne(page: Page, { source, place, file }: Diagram): Promise<void> {
  const id = `d${basename(file, '.svg')}`;
  const drawn = await page.evaluate(
    async ([svgId, text]) => {
      try {
        // `mermaid` is the global of its script build.
        const { mermaid } = globalThis as unknown as {
          mermaid: { render: (id: string, text: string) => Promise<{ svg: string }> };
        };
        return { svg: (await mermaid.render(svgId, text)).svg };
      } catch (error) {
        return { error: String(error) };
      }
    },
    [id, source] as const,
  );
  if (drawn.svg === undefined) throw new Error(`${place}: Mermaid cannot read it: ${drawn.error}`);
  // The text alternative is put on the page by the Markdown plugin.
  const bare = drawn.svg
    .replace(/<(title|desc)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/ aria-(?:labelledby|describedby|roledescription)="[^"]*"| role="[^"]*"/g, '');
  const flat = applyTheme(await page.evaluate(flattenStyles, bare));
  const { data } = optimize(flat, {
    multipass: true,
    floatPrecision: 1,
    // Ids stay unique on a page that shows several diagrams.
    plugins: [
      { name: 'preset-default' },
      { name: 'prefixIds', params: { prefix: id.slice(0, 6), delim: '' } },
    ],
  });
  writeFileSync(file, `${data}\n`);
}

/** Draws the diagrams that are missing and removes those that no page has any more. */
async function drawDiagrams(): Promise<void> {
  const diagrams = collect();
  mkdirSync(diagramFolder, { recursive: true });
  const wanted = new Set(diagrams.map(({ file }) => basename(file)));
  for (const name of readdirSync(diagramFolder)) if (!wanted.has(name)) rmSync(join(diagramFolder, name));
  const missing = diagrams.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const script = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
      await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
      await page.addScriptTag({ path: script });
      await page.evaluate((config) => {
        (globalThis as unknown as { mermaid: { initialize: (options: unknown) => void } }).mermaid.initialize(
          config,
        );
      }, mermaidConfig);
      for (const diagram of missing) await drawOne(page, diagram);
    } finally {
      await browser.close();
    }
  }
  console.log(`${missing.length} drawn, ${diagrams.length} in all`);
}

await drawDiagrams();
