import type { LabSession } from './session.ts';
import { strings } from './strings.ts';

/** The state of the machine in a few words. */
export function stateText({ state, manifest, progress }: LabSession): string {
  const name = manifest ? strings.machine[manifest.machine] : '';
  const loaded =
    state === 'downloading' ? `，${strings.downloading(progress.loadedBytes, progress.totalBytes)}` : '';
  return `${name === '' ? '' : `${name} · `}${strings.states[state]}${loaded}`;
}
