import xtermCss from '@xterm/xterm/css/xterm.css?url';
import { loadStyle } from '../load-style.ts';
import { Lab } from './lab.ts';
import panelCss from './panel.css?url';

let opened: Promise<Lab> | undefined;

async function open(): Promise<Lab> {
  await Promise.all([loadStyle(xtermCss), loadStyle(panelCss)]);
  // They must stay when the page is exchanged around the panel.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if ([xtermCss, panelCss].includes(link.getAttribute('href') ?? '')) link.dataset.lab = '';
  }
  const place = document.querySelector<HTMLElement>('dn-lab');
  if (!place) throw new Error('the page has no place for the lab');
  return new Lab(place);
}

/** The lab of this page: loaded at the first use, one for all. */
export function openLab(): Promise<Lab> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
