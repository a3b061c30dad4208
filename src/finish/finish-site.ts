import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, serialize } from 'parse5';
import { expectFirstScreen } from './first-screen.ts';
import { minifyInlineScripts } from './inline-scripts.ts';
import { moveInlineModules } from './inline-modules.ts';
import { compoundsOf, dropScopeClasses, ScopeNames } from './scope-classes.ts';
import { skipForwards } from './script-forwards.ts';
import { joinPrintSheets } from './print-sheets.ts';
import { makeRoom } from './rooms.ts';
import { addPolicy, policyOf, type Allowance } from './security-policy.ts';
import { StyleAttributes } from './style-attributes.ts';
import { dropUnused, matchableOf, replaceSheets, styleSheetsOf, type StyleSheet } from './style-sheets.ts';
import { createElement, elementsOf, hasClass } from './tree.ts';

/**
 * What a page with a place for the machine may do beyond the others: v86 compiles WebAssembly as the guest runs, and
 * its workers are made from Blobs: one unpacks the disk (`zstd_decompress_worker` in v86's `src/browser/starter.js`),
 * one keeps time where the browser has no `scheduler.postTask` (`register_yield` in `src/main.js`).
 */
const machineAllowance: Allowance = { 'script-src': ["'wasm-unsafe-eval'"], 'worker-src': ['blob:'] };

/**
 * Finishes every page of a built site: the style sheets that most pages share become one without unused rules, style
 * attributes become classes, inline modules become files, and a policy allows what is left and nothing else.
 * @returns what was done, in a sentence
 */
export async function finishSite(root: string, base: string): Promise<string> {
  const assets = join(root, '_astro');
  const write = (name: string, extension: string, content: string) => {
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
    const file = `${name}.${hash}.${extension}`;
    writeFileSync(join(assets, file), content);
    return `${base}_astro/${file}`;
  };
  const read = (href: string) => readFileSync(join(assets, basename(href)), 'utf8');

  const styles = new StyleAttributes();
  const joined = new Set<string>();
  const pages = [];
  for (const name of globSync('**/*.html', { cwd: root }).sort()) {
    const document = parse(readFileSync(join(root, name), 'utf8'));
    const elements = [...elementsOf(document)];
    styles.move(elements);
    moveInlineModules(elements, (script) => write('page', 'js', script));
    skipForwards(elements, read);
    for (const address of joinPrintSheets(elements, read, (css) => write('print', 'css', css)))
      joined.add(basename(address));
    await minifyInlineScripts(elements);
    pages.push({ name, document, elements, sheets: styleSheetsOf(elements) });
  }

  const keyOf = ({ href, css }: StyleSheet) => href ?? css ?? '';
  const uses = Map.groupBy(
    pages.flatMap(({ sheets }) => sheets),
    keyOf,
  );
  // What only some pages have, the others do not wait for.
  const isShared = (sheet: StyleSheet) => (uses.get(keyOf(sheet))?.length ?? 0) * 2 > pages.length;
  const shared = [...uses.values()].flatMap(([sheet]) => (sheet && isShared(sheet) ? [sheet] : []));
  const before = shared.map(({ href, css }) => css ?? read(href ?? '')).join('\n') + styles.sheet;
  const after = await dropUnused(
    before,
    matchableOf(pages.flatMap(({ elements }) => elements)),
    globSync('*.js', { cwd: assets }).map((name) => read(name)),
  );
  const sharedFiles = shared.flatMap(({ href }) => (href === undefined ? [] : [basename(href)]));
  const names = new ScopeNames(
    globSync('*.{css,js}', { cwd: assets })
      .filter((name) => !sharedFiles.includes(name))
      .map((name) => read(name)),
  );
  const href = write('site', 'css', names.shorten(after));
  const sheetTexts = [
    ...globSync('*.css', { cwd: assets }).map((name) => read(name)),
    ...pages.flatMap(({ sheets }) => sheets.map(({ css }) => css ?? '')),
  ];
  const scopes = compoundsOf(sheetTexts.join('\n'));

  for (const { name, document, sheets } of pages) {
    const own = sheets.filter((sheet) => sheet.css !== undefined && !isShared(sheet));
    const ownCss = own.map(({ css }) => css).join('\n');
    if (own.length > 0)
      replaceSheets(
        own,
        createElement('link', { rel: 'stylesheet', href: write('part', 'css', names.shorten(ownCss)) }),
      );
    replaceSheets(sheets.filter(isShared), createElement('link', { rel: 'stylesheet', href }));
    const elements = [...elementsOf(document)];
    const head = elements.find(({ tagName }) => tagName === 'head');
    if (!head) throw new Error(`${name}: a page without a head`);
    const main = elements.find(({ tagName }) => tagName === 'main');
    if (main) expectFirstScreen(head, main);
    const text = elements.find((element) => hasClass(element, 'sl-markdown-content'));
    if (text) makeRoom(text);
    dropScopeClasses(elements, scopes);
    names.rename(elements);
    const hasMachine = elements.some(({ tagName }) => tagName === 'dn-lab');
    addPolicy(head, policyOf(elements, hasMachine ? machineAllowance : {}));
    writeFileSync(join(root, name), serialize(document));
  }
  for (const file of [...sharedFiles, ...joined]) rmSync(join(assets, file));
  const kilobytes = (text: string) => `${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`;
  return `${pages.length} pages; style sheet ${kilobytes(before)} → ${kilobytes(after)}`;
}
