import { loadStyle } from '../load-style.ts';
import dialogCss from './dialog.css?url';
import { openIndex } from './open-index.ts';
import type { Pagefind } from './pagefind.ts';
import { resultsView } from './results-view.ts';
import { searchSite } from './search-site.ts';
import { stringsFor } from './strings.ts';

function frame(lang: string) {
  const strings = stringsFor(lang);
  const dialog = Object.assign(document.createElement('dialog'), { className: 'dn-search', lang });
  dialog.ariaLabel = strings.search;
  const form = document.createElement('form');
  form.setAttribute('role', 'search');
  const input = Object.assign(document.createElement('input'), {
    type: 'search',
    placeholder: strings.placeholder,
    autocomplete: 'off',
    spellcheck: false,
    enterKeyHint: 'search',
    autofocus: true,
    ariaLabel: strings.search,
  });
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: strings.close,
  });
  close.addEventListener('click', () => dialog.close());
  const status = Object.assign(document.createElement('p'), { className: 'status' });
  status.setAttribute('role', 'status');
  const results = Object.assign(document.createElement('div'), { className: 'results' });
  const hint = Object.assign(document.createElement('p'), { className: 'hint', textContent: strings.hint });
  form.append(input, close);
  dialog.append(form, status, results, hint);
  return { strings, dialog, form, input, status, results };
}

type Frame = ReturnType<typeof frame>;

/** Arrow keys go through the links and back to the field; a letter typed anywhere goes into the field. */
function moveWithKeys({ dialog, input, results }: Frame): void {
  dialog.addEventListener('keydown', (event) => {
    const links = [...results.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const go = (to: HTMLElement | undefined) => {
      event.preventDefault();
      to?.focus();
      to?.scrollIntoView({ block: 'nearest' });
    };
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') go(links[at + 1]);
    else if (event.key === 'ArrowUp' && at >= 0) go(links[at - 1] ?? input);
    else if (event.key === 'Home' && at >= 0) go(links[0]);
    else if (event.key === 'End' && at >= 0) go(links.at(-1));
    else if (event.key.length === 1 && at >= 0 && !event.ctrlKey && !event.metaKey && !event.altKey)
      input.focus();
  });
}

function answerQueries({ strings, input, status, results }: Frame, index: URL): void {
  let pagefind: Promise<Pagefind> | undefined;
  let asked = '';
  const answer = async () => {
    const query = input.value.trim();
    if (query === asked) return;
    asked = query;
    if (query === '') {
      results.replaceChildren();
      status.textContent = '';
      return;
    }
    status.textContent = strings.searching;
    try {
      pagefind ??= openIndex(index);
      const chapters = await searchSite(await pagefind, query);
      // The reader has typed on meanwhile.
      if (asked !== query) return;
      results.replaceChildren(resultsView(chapters, strings.overview));
      results.scrollTop = 0;
      results.dataset.query = query;
      const places = chapters.reduce((sum, chapter) => sum + chapter.places.length, 0);
      status.textContent =
        chapters.length > 0 ? strings.found(chapters.length, places) : strings.nothing(query);
    } catch (error) {
      pagefind = undefined;
      asked = '';
      status.textContent = strings.failed;
      console.warn(error);
    }
  };
  input.addEventListener('input', (event) => {
    // Half a syllable of an input method is not a query.
    if (!event.isComposing) void answer();
  });
  input.addEventListener('compositionend', () => void answer());
}

/** Makes the search dialog. @param element holds the address of the index and the language of the page */
export async function createDialog(element: HTMLElement): Promise<HTMLDialogElement> {
  const index = new URL(element.dataset.index ?? '', document.baseURI);
  const made = frame(element.lang);
  const { dialog, form, input, results } = made;
  moveWithKeys(made);
  answerQueries(made, index);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  dialog.addEventListener('click', (event) => {
    const target = event.target as Element;
    // The dialog itself is hit beside what it shows.
    if (target === dialog || target.closest('.results a')) dialog.close();
  });
  dialog.addEventListener('close', () => input.select());
  await loadStyle(dialogCss);
  document.body.append(dialog);
  return dialog;
}
