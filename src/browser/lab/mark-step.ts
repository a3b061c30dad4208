import type { LabStep } from '../../core/lab/lab-step.ts';
import type { ActScript } from './act-script.ts';

/** Shows at the command in the text what the machine does with it. */
export function markStep(
  { key }: ActScript,
  { id, kind }: LabStep,
  state: 'running' | 'open' | 'done',
): void {
  if (kind !== 'run') return;
  const transcript = document.querySelector(`dn-transcript[data-lab="${CSS.escape(key)}"]`);
  const button = transcript?.querySelector<HTMLElement>(`[data-lab-run="${CSS.escape(id)}"]`);
  if (button) button.dataset.labState = state;
}
