import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from 'playwright';
import { listChapters } from '../chapters.ts';
import { launchChromium } from '../markdown/chromium.ts';
import { assembleBook, numberContents } from './assemble.ts';
import { pageNumbers } from './page-numbers.ts';

/** An address that no server has: the browser gets the files of the built site for it. */
const origin = 'http://book.invalid';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
};

async function serve(page: Page, root: string): Promise<void> {
  await page.route(`${origin}/**`, (route) => {
    const path = join(root, decodeURIComponent(new URL(route.request().url()).pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'text/plain' });
  });
}

const footer =
  '<div style="width:100%;font:8pt sans-serif;color:#555;text-align:center"><span class="pageNumber"></span></div>';

function print(page: Page): Promise<Buffer> {
  return page.pdf({
    format: 'A4',
    margin: { top: '18mm', bottom: '20mm', left: '16mm', right: '16mm' },
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footer,
    printBackground: true,
    outline: true,
    tagged: true,
  });
}

/**
 * Prints a built site as one book: a cover, a table of contents with page numbers, the chapters, and an outline.
 * It is printed twice: only then is it known which page a section is on.
 */
export async function printBook(root: string, edition: string): Promise<Buffer> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ colorScheme: 'light', bypassCSP: true });
    const page = await context.newPage();
    await serve(page, root);
    const chapters = listChapters();
    await page.goto(`${origin}/${chapters[0]}/`);
    await page.evaluate(assembleBook, {
      title: 'Docker 网络实录',
      description: '可以运行的容器网络笔记：每一行输出都录自真实的 Docker 守护进程。',
      edition,
      contents: '目录',
      chapters,
    });
    await page.addStyleTag({ path: join(import.meta.dirname, 'book.css') });
    const numbers = await pageNumbers(await print(page));
    await page.evaluate(numberContents, Object.fromEntries(numbers));
    return await print(page);
  } finally {
    await browser.close();
  }
}
