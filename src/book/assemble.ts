/** A chapter of the book: its address, and the heading and page numbers of its sections once they are known. */
export interface BookPlan {
  title: string;
  description: string;
  /** Names the state that the book was made from. */
  edition: string;
  contents: string;
  /** The chapters by their addresses, in their order. */
  chapters: readonly string[];
}

/**
 * Runs in the browser that prints: takes the pages of the site, puts their text into one document, and makes every
 * link between them one inside it. Ids get the chapter's name in front.
 */
export async function assembleBook({
  title,
  description,
  edition,
  contents,
  chapters,
}: BookPlan): Promise<void> {
  const book = document.createElement('main');
  book.className = 'book sl-markdown-content';
  const list = document.createElement('ol');
  const add = (parent: Element, tagName: string, text?: string, className?: string) => {
    const element = parent.appendChild(document.createElement(tagName));
    if (text !== undefined) element.textContent = text;
    if (className !== undefined) element.className = className;
    return element;
  };
  const addEntry = (parent: Element, id: string, text: string) => {
    const item = add(parent, 'li');
    const link = add(item, 'a', text) as HTMLAnchorElement;
    link.href = `#${id}`;
    add(link, 'span');
    return item;
  };
  const cover = add(book, 'section', undefined, 'cover');
  add(cover, 'h1', title);
  add(cover, 'p', description);
  add(cover, 'p', edition);
  const table = add(book, 'nav', undefined, 'contents');
  add(table, 'h1', contents);
  table.append(list);

  for (const slug of chapters) {
    const url = new URL(`/${slug}/`, location.href);
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
    const chapter = add(book, 'section', undefined, 'chapter');
    const heading = add(chapter, 'h1', page.querySelector('h1')?.textContent ?? slug);
    heading.id = slug;
    const text = page.querySelector('.sl-markdown-content');
    if (!text) throw new Error(`${slug}: a page without text`);
    // One engine's transcript stands for the others, whose differences stand behind it.
    for (const tabs of text.querySelectorAll('starlight-tabs')) {
      const panels = [...tabs.querySelectorAll(':scope > [role=tabpanel]')];
      tabs.replaceWith(...panels.slice(0, 1), ...(panels.length > 1 ? panels.slice(-1) : []));
    }
    for (const element of text.querySelectorAll('script, starlight-tabs-restore, .actions, .sl-anchor-link'))
      element.remove();
    for (const element of text.querySelectorAll('[hidden]')) element.removeAttribute('hidden');
    for (const details of text.querySelectorAll('details')) details.open = true;
    for (const element of text.querySelectorAll('[id]')) element.id = `${slug}/${element.id}`;
    for (const link of text.querySelectorAll<HTMLAnchorElement>('a[href]')) {
      const to = new URL(link.getAttribute('href') ?? '', url);
      const other = to.pathname.replaceAll('/', '');
      if (to.origin !== location.origin) continue;
      const hash = decodeURIComponent(to.hash.slice(1));
      if (chapters.includes(other)) link.setAttribute('href', `#${hash ? `${other}/${hash}` : other}`);
      // Recordings are files of the site: on paper their names are enough.
      else link.removeAttribute('href');
    }
    chapter.append(...text.childNodes);
    const item = addEntry(list, slug, heading.textContent);
    const sections = add(item, 'ol');
    for (const section of chapter.querySelectorAll('h2[id]'))
      addEntry(sections, section.id, section.textContent.trim());
  }
  document.body.replaceChildren(book);
  document.title = title;
  document.documentElement.dataset.theme = 'light';
  // Only the sheets stay of what the page had: nothing of it runs again.
  for (const element of document.querySelectorAll('head > :not(title, link, meta[charset])'))
    element.remove();
}

/** Runs in the browser that prints: writes the page numbers into the table of contents. */
export function numberContents(pages: Readonly<Record<string, number>>): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.contents a')) {
    const page = pages[decodeURIComponent(link.hash.slice(1))];
    if (page === undefined) throw new Error(`${link.hash} is on no page`);
    link.dataset.page = String(page);
  }
}
