/** What the page runs for the lab before anyone uses it: the buttons, and loading the rest on a click. */

const label = '在这里运行';
const icon =
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1.5 3h13v10h-13zM3 4.5v7h10v-7zm1 1.2 2.6 2.3L4 10.3V8.6L4.8 8 4 7.4zM7.5 9.5h4v1h-4z" fill="currentColor"/></svg>';

/** A button for each command of a transcript that a machine can run. */
function addButtons(): void {
  for (const transcript of document.querySelectorAll<HTMLElement>(
    'dn-transcript[data-lab]:not([data-lab-ready])',
  )) {
    transcript.dataset.labReady = '';
    for (const command of transcript.querySelectorAll<HTMLElement>('.command[data-copy]')) {
      const tools = command.querySelector('.tools');
      if (!tools) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.labRun = command.id;
      button.ariaLabel = button.title = label;
      button.innerHTML = icon;
      tools.prepend(button);
    }
  }
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
    void customElements.whenDefined('dn-transcript').then(addButtons);
  }
}

if (!customElements.get('dn-lab')) {
  customElements.define('dn-lab', LabElement);
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>(buttons);
    if (button) void answer(button).catch(console.error);
  });
  // The page was exchanged around a running machine (`stay-on-page.ts`).
  document.addEventListener('astro:after-swap', () => queueMicrotask(addButtons));
}
