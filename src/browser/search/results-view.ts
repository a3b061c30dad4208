import type { ExcerptPart } from '../../core/search/excerpt.ts';
import type { ChapterResult, Place } from './search-site.ts';

function excerptView(parts: readonly ExcerptPart[]): HTMLElement {
  const view = document.createElement('p');
  // Text of the site, recordings included, is only ever put in as text.
  for (const { text, isMarked } of parts) {
    if (!isMarked) view.append(text);
    else view.append(Object.assign(document.createElement('mark'), { textContent: text }));
  }
  return view;
}

function link(href: string, text: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href, textContent: text });
}

function placeView({ url, title, kind, excerpt }: Place): HTMLElement {
  const item = document.createElement('li');
  item.dataset.kind = kind;
  const place = link(url, title.split('\n')[0] ?? title);
  item.append(place, excerptView(excerpt));
  return item;
}

/**
 * The chapters found, each with its places, as links under headings.
 * @param overview what the text before a chapter's first heading is called
 */
export function resultsView(chapters: readonly ChapterResult[], overview: string): DocumentFragment {
  const view = document.createDocumentFragment();
  for (const { url, title, places } of chapters) {
    const section = document.createElement('section');
    const heading = document.createElement('h2');
    heading.append(link(url, title));
    const list = document.createElement('ul');
    list.append(
      ...places.map((place) => placeView(place.url === url ? { ...place, title: overview } : place)),
    );
    section.append(heading, list);
    view.append(section);
  }
  return view;
}
