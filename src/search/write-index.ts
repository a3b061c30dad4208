import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { recordMark } from '../core/search/record-address.ts';
import { indexedText } from '../core/search/words.ts';
import { readPage } from './page-records.ts';

/**
 * No language of Pagefind's: words are ours on both sides (`core/search/words.ts`), and neither the indexer nor
 * the reader's browser may split them another way.
 */
const language = 'und';

/** Texts of so many files together: a search reads a few of them, and a copy for offline use stays small in number. */
const maxFragments = 20;

function check({ errors }: { errors: string[] }, what: string): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${what}: ${errors.join('; ')}`);
}

/** A page to search. */
export interface IndexedPage {
  slug: string;
  /** Whether it is there to look something up in, rather than to explain it. */
  isReference: boolean;
}

async function addPage(
  index: PagefindIndex,
  root: string,
  { slug, isReference }: IndexedPage,
  order: number,
): Promise<number> {
  const page = readPage(readFileSync(join(root, slug, 'index.html'), 'utf8'));
  if (!page) throw new Error(`${slug}/index.html has no heading or no text to search`);
  for (const [number, { kind, anchor, title, text }] of page.records.entries()) {
    // Pagefind keeps one record of an address: a number tells those of one place apart.
    const url = `/${slug}/${anchor === undefined ? '' : `#${anchor}`}${recordMark}${number}`;
    const record = {
      url,
      language,
      content: indexedText(text),
      meta: { chapter: page.title, title, kind, order: String(order), reference: isReference ? 'yes' : 'no' },
      filters: { kind: [kind] },
    };
    check(await index.addCustomRecord(record), url);
  }
  return page.records.length;
}

/** Indexes pages of a built site and writes Pagefind's files beside them; returns how many records there are. */
export async function writeIndex(root: string, pages: readonly IndexedPage[]): Promise<number> {
  const outputPath = join(root, 'pagefind');
  rmSync(outputPath, { recursive: true, force: true });
  try {
    const response = await createIndex({ forceLanguage: language, maxFragments });
    check(response, 'no index');
    const { index } = response;
    if (!index) throw new Error('Pagefind made no index');
    let records = 0;
    for (const [order, page] of pages.entries()) records += await addPage(index, root, page, order);
    check(await index.writeFiles({ outputPath }), outputPath);
    // Pagefind's own interfaces are not used.
    for (const unused of ['component-ui', 'highlight', 'modular-ui', 'ui'])
      for (const kind of ['js', 'css'])
        rmSync(join(outputPath, `pagefind-${unused}.${kind}`), { force: true });
    return records;
  } finally {
    await close();
  }
}
