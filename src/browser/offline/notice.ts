import { loadStyle } from '../load-style.ts';
import noticeCss from './notice.css?url';

/** A button of a notice. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

const shownMs = 8000;

/** Shows a small notice at the edge of the page, which covers nothing for long and never takes the focus. */
export async function showNotice(text: string, actions: readonly NoticeAction[] = []): Promise<void> {
  await loadStyle(noticeCss);
  document.querySelector('.dn-notice')?.remove();
  const notice = Object.assign(document.createElement('div'), { className: 'dn-notice' });
  notice.setAttribute('role', 'status');
  document.body.append(notice);
  const words = document.createElement('span');
  notice.append(words);
  // A live region speaks of what changes in it, not of what it was made with.
  words.textContent = text;
  for (const { label, run } of actions) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    button.addEventListener('click', () => {
      notice.remove();
      run();
    });
    notice.append(button);
  }
  if (actions.length === 0) setTimeout(() => notice.remove(), shownMs);
}
