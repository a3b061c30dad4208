import { isForPaper, replaceSheets } from './style-sheets.ts';
import { attribute, createElement, type Element } from './tree.ts';

/**
 * Makes the style sheets for paper of a page one, since each is a request. It stands where the last one stood: those of
 * this site come after what they change.
 * @param write stores a sheet and says its address
 * @returns the addresses that it stands for
 */
export function joinPrintSheets(
  elements: readonly Element[],
  read: (href: string) => string,
  write: (css: string) => string,
): string[] {
  const sheets = elements.filter(isForPaper);
  if (sheets.length === 0) return [];
  const addresses = sheets.map((element) => attribute(element, 'href') ?? '');
  const href = write(addresses.map(read).join('\n'));
  replaceSheets(
    sheets.map((element) => ({ element })).reverse(),
    createElement('link', { rel: 'stylesheet', href, media: 'print' }),
  );
  return addresses;
}
