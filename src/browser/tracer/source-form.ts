import type { MachineMistake } from './machine.ts';
import { errorView } from './error-view.ts';
import type { Strings } from './strings.ts';
import type { MachineTexts } from '../../core/tracer/machine-texts.ts';
import type { TracerState } from './url-state.ts';

/** Where the rules come from, as the form says it. */
export type Source = Pick<TracerState, 'scenario' | 'engine' | 'own'>;

/** `docker-28` as people say it. */
export function engineName(engine: string): string {
  return engine.replace(/^docker-/, 'Docker ');
}

/** The form for the rules: it stands in the page already, with all recorded scenarios. */
export class SourceForm {
  private readonly form: HTMLFormElement;
  private readonly strings: Strings;
  private readonly changed: (source: Source) => void;
  private readonly compared: (engine: string | null) => void;

  constructor(
    form: HTMLFormElement,
    strings: Strings,
    changed: (source: Source) => void,
    compared: (engine: string | null) => void,
  ) {
    this.form = form;
    this.strings = strings;
    this.changed = changed;
    this.compared = compared;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.sendOwn();
    });
    form.addEventListener('change', ({ target }) => this.change((target as HTMLInputElement).name));
    form.addEventListener('dragover', (event) => event.preventDefault());
    form.addEventListener('drop', (event) => void this.drop(event));
  }

  /** The scenarios there are, with their engines. */
  get scenarios(): ReadonlyMap<string, readonly string[]> {
    const options = [...this.select('scenario').options];
    return new Map(options.map(({ value, dataset }) => [value, (dataset.engines ?? '').split(' ')]));
  }

  /** Shows what a state says; what is not there is replaced by the nearest that is. */
  show(state: TracerState): Source {
    const kind = state.own ? 'own' : 'recorded';
    this.setKind(kind);
    if (state.own)
      for (const [name, value] of Object.entries(state.own)) this.area(name).value = value as string;
    const { scenarios } = this;
    const select = this.select('scenario');
    if (state.scenario && scenarios.has(state.scenario)) select.value = state.scenario;
    const engines = scenarios.get(select.value) ?? [];
    const engine = engines.find((one) => one === state.engine) ?? engines[0] ?? null;
    const options = (names: readonly string[]) => names.map((name) => new Option(engineName(name), name));
    this.select('engine').replaceChildren(...options(engines));
    if (engine) this.select('engine').value = engine;
    const others = engines.filter((one) => one !== engine);
    const compare = this.select('compare');
    compare.replaceChildren(new Option(this.strings.compareNone, ''), ...options(others));
    compare.value = others.find((one) => one === state.compare) ?? '';
    compare.disabled = others.length === 0;
    return { scenario: select.value, engine, own: state.own };
  }

  /** The engine to compare with, as far as the scenario has it. */
  get compare(): string | null {
    return this.select('compare').value || null;
  }

  /** The address of the scenario's dump in the repository, for the command line. */
  fileOf(engine: string | null): string {
    const option = this.select('scenario').selectedOptions[0];
    const first = (option?.dataset.engines ?? '').split(' ')[0] ?? '';
    return (option?.dataset.file ?? '').replace(first, engine ?? first);
  }

  /** Says how much was read, or where the mistake is. */
  report(read: string, mistake: MachineMistake | null): void {
    const output = this.form.querySelector('output');
    if (output) output.textContent = read;
    for (const name of ['rules', 'addresses', 'routes'] as const) {
      const area = this.area(name);
      const box = this.form.querySelector<HTMLElement>(`[data-mistake="${name}"]`);
      const isWrong = mistake?.field === name;
      area.ariaInvalid = isWrong ? 'true' : null;
      box?.replaceChildren(...(isWrong ? [errorView(area.value, mistake, this.strings)] : []));
      if (isWrong) area.closest('details')?.setAttribute('open', '');
    }
  }

  private select(name: string): HTMLSelectElement {
    return this.form.elements.namedItem(name) as HTMLSelectElement;
  }

  private area(name: string): HTMLTextAreaElement {
    return this.form.elements.namedItem(name) as HTMLTextAreaElement;
  }

  private setKind(kind: 'recorded' | 'own'): void {
    for (const radio of this.form.querySelectorAll<HTMLInputElement>('[name=kind]'))
      radio.checked = radio.value === kind;
    for (const part of this.form.querySelectorAll<HTMLElement>('[data-kind]'))
      part.hidden = part.dataset.kind !== kind;
  }

  private change(name: string): void {
    if (name === 'kind') {
      const kind = new FormData(this.form).get('kind');
      this.setKind(kind === 'own' ? 'own' : 'recorded');
      if (kind === 'own') {
        if (this.area('rules').value.trim() !== '') this.sendOwn();
      } else this.sendRecorded(this.select('engine').value);
    } else if (name === 'scenario') this.sendRecorded(null);
    else if (name === 'engine') this.sendRecorded(this.select('engine').value);
    else if (name === 'compare') this.compared(this.compare);
  }

  private sendRecorded(engine: string | null): void {
    this.changed({ scenario: this.select('scenario').value, engine, own: null });
  }

  private sendOwn(): void {
    const own: MachineTexts = {
      rules: this.area('rules').value,
      addresses: this.area('addresses').value,
      routes: this.area('routes').value,
    };
    this.changed({ scenario: null, engine: null, own });
  }

  /** A file dropped on a field goes there, one dropped elsewhere is taken for the rules. */
  private async drop(event: DragEvent): Promise<void> {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    const area = (event.target as Element).closest('textarea') ?? this.area('rules');
    this.setKind('own');
    try {
      area.value = await file.text();
      this.sendOwn();
    } catch {
      this.report(this.strings.own.notRead, null);
    }
  }
}
