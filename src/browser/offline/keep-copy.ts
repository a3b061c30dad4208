import { Workbox } from 'workbox-window';
import { describeWorker, sizeText, type Copy } from './describe-worker.ts';
import { showNotice } from './notice.ts';
import { stringsFor } from './strings.ts';

const updateCheckMs = 60 * 60 * 1000;

/** Makes and keeps the offline copy, and tells the reader of it: in its line, and once in a notice. */
export async function keepCopy(element: HTMLElement, onlyWhenAsked: boolean): Promise<void> {
  const strings = stringsFor(element.lang);
  const line = element.querySelector<HTMLElement>('[data-state]');
  const script = new URL(element.dataset.worker ?? '', document.baseURI);
  const worker = new Workbox(script.href, { scope: new URL('.', script).pathname });
  const isKept = Boolean((await navigator.serviceWorker.getRegistration(script.href))?.active);
  let isChanging = false;

  const say = (text: string) => {
    if (line) line.textContent = text;
  };
  const describe = (copy: Copy) => {
    const size = sizeText(copy.bytes);
    say(navigator.onLine ? strings.ready(size) : strings.reading(size));
  };
  const offerReload = (change: () => void) =>
    void showNotice(strings.updated, [
      { label: strings.reload, run: change },
      { label: strings.later, run: () => undefined },
    ]);
  /** The copy may be of another version than the page: of another tab that changed, or of a host in mid-change. */
  const compare = async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (!active) return;
    const copy = await describeWorker(active);
    describe(copy);
    if (copy.version !== element.dataset.version) offerReload(() => location.reload());
    else if (!isKept && !wasTold) {
      wasTold = true;
      void showNotice(strings.ready(sizeText(copy.bytes)));
    }
  };
  let wasTold = false;

  worker.addEventListener('waiting', () => {
    offerReload(() => {
      isChanging = true;
      worker.messageSkipWaiting();
    });
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isChanging) location.reload();
    else void compare();
  });
  window.addEventListener('online', () => void compare());
  window.addEventListener('offline', () => void compare());

  if (onlyWhenAsked && !isKept) {
    await new Promise<void>((resolve) => {
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        textContent: strings.save,
      });
      button.addEventListener('click', () => resolve(), { once: true });
      line?.replaceChildren(button);
    });
  }
  if (!isKept) say(strings.saving);
  // Refused where the browser keeps nothing, or when the network goes in between.
  const registration = await worker.register().catch(() => undefined);
  if (!registration) return say(strings.notSaved);
  registration.installing?.addEventListener('statechange', ({ target }) => {
    // A copy that could not be completed is tried again at the next page.
    if ((target as ServiceWorker).state === 'redundant' && !registration.active) say(strings.notSaved);
  });
  let checkedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - checkedAt < updateCheckMs) return;
    checkedAt = Date.now();
    registration.update().catch(() => undefined);
  });
  await compare();
}
