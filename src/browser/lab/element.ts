import { tellLoadFailure } from '../load-failure.ts';

/** What the page runs for the lab before anyone uses it: the buttons, and loading the rest on a click. */

/** The buttons of tasks; those of commands and acts are the transcript's (`transcript/element.ts`). */
function showButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-lab-task] button[hidden]'))
    button.hidden = false;
}

function actOf(element: Element): string {
  return element.closest<HTMLElement>('[data-lab]')?.dataset.lab ?? '';
}

async function answer(button: HTMLElement): Promise<void> {
  const { openLab } = await import('./open-lab.ts');
  const lab = await openLab();
  const { labRun, labAct, labOpen, labStart, labCheck } = button.dataset;
  if (labRun !== undefined) await lab.runCommand(actOf(button), labRun);
  else if (labAct !== undefined) await lab.runAct(actOf(button));
  else if (labStart !== undefined) await lab.startTask(actOf(button));
  else if (labCheck !== undefined) await lab.checkTask(actOf(button), button);
  else if (labOpen !== undefined) await lab.show();
}

const buttons = '[data-lab-run],[data-lab-act],[data-lab-open],[data-lab-start],[data-lab-check]';

/** Stands at the end of each page and stays when a page is exchanged: the open panel is inside it. */
class LabElement extends HTMLElement {
  connectedCallback(): void {
    showButtons();
  }
}

if (!customElements.get('dn-lab')) {
  customElements.define('dn-lab', LabElement);
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>(buttons);
    if (button) void answer(button).catch(tellLoadFailure);
  });
  // The page was exchanged around a running machine (`stay-on-page.ts`).
  document.addEventListener('astro:after-swap', () => queueMicrotask(showButtons));
}
