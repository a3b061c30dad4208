import type { MachineManifest } from './machine.ts';
import { makeButton, makeElement } from './make-element.ts';
import { strings } from './strings.ts';

/** What the reader is told before a machine is downloaded, and the button that starts it. */
export function makeStartCard(
  manifest: MachineManifest,
  isDownloaded: boolean,
  start: () => void,
): HTMLElement {
  const button = makeButton(strings.start, start, 'primary');
  return makeElement(
    'div',
    { className: 'lab-start' },
    makeElement('h2', {}, strings.machine[manifest.machine]),
    makeElement('p', {}, strings.about[manifest.machine]),
    makeElement(
      'p',
      {},
      isDownloaded ? strings.kept : strings.size(manifest.state.bytes, manifest.disk?.storedBytes ?? 0),
    ),
    makeElement('p', {}, strings.cost(manifest.memoryBytes)),
    makeElement('p', {}, strings.island),
    button,
  );
}

/** How far a download has come. */
export function makeProgressCard() {
  const bar = makeElement('progress', { max: 1, value: 0, ariaLabel: strings.states.downloading });
  const text = makeElement('p', {});
  const element = makeElement('div', { className: 'lab-start' }, text, bar);
  return {
    element,
    update: (message: string, loadedBytes: number, totalBytes: number) => {
      text.textContent = message;
      bar.value = totalBytes > 0 ? loadedBytes / totalBytes : 0;
    },
  };
}
