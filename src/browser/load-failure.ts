const words = {
  zh: '这一部分没有载入。请连上网络，刷新页面后再试。',
  en: 'This part did not load. Please connect to the network, reload the page, and try again.',
};

/**
 * Tells the reader that what was pressed could not be loaded: of an offline copy, single files can be lost. It needs no
 * style sheet, which could be lost as well: a popover lies on top of all, and goes at a click elsewhere or at Esc.
 */
export function tellLoadFailure(error: unknown): void {
  console.error(error);
  document.querySelector('[data-load-failure]')?.remove();
  const notice = document.createElement('p');
  notice.dataset.loadFailure = '';
  notice.setAttribute('role', 'alert');
  notice.popover = 'auto';
  notice.style.cssText =
    'margin: auto; max-width: min(26rem, 100vw - 2rem); padding: 1rem; border: 1px solid; border-radius: 0.6rem';
  document.body.append(notice);
  notice.showPopover();
  // A live region speaks of what changes in it, not of what it was made with.
  notice.textContent = document.documentElement.lang.startsWith('en') ? words.en : words.zh;
}
