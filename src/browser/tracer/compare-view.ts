import {
  explainChange,
  explainOutcome,
  explainStep,
  type Language,
} from '../../core/netfilter/explain/explain.ts';
import { compareWalks, type Pair } from '../../core/tracer/compare-walks.ts';
import type { Stage } from '../../core/tracer/stages.ts';
import type { WalkPath } from '../../core/tracer/walk-path.ts';
import { createElement, withCode } from './create-element.ts';
import { ruleWords } from './rule-text.ts';
import type { Strings } from './strings.ts';

/** A walk with the name of the engine it is of. */
export interface NamedWalk {
  name: string;
  path: WalkPath;
}

function stationName(place: string, strings: Strings): string {
  const [hook = '', what = ''] = place.split(' ');
  return `${hook} ${(strings.kinds as Readonly<Record<string, string>>)[what] ?? what}`;
}

function stageCell(
  stage: Stage | null,
  { name, path }: NamedWalk,
  strings: Strings,
  language: Language,
): HTMLElement {
  const cell = createElement('div', { class: 'cell' }, createElement('span', { class: 'engine-name' }, name));
  if (!stage) {
    cell.append(createElement('span', { class: 'quiet' }, strings.notThere));
    return cell;
  }
  const last = path.steps[stage.to];
  if (last && last.kind !== 'rule' && last.kind !== 'policy') {
    cell.append(createElement('span', {}, ...withCode(explainStep(last, language))));
    return cell;
  }
  const stops = stage.verdict === 'DROP' || stage.verdict === 'REJECT';
  if (stage.rule !== null) cell.append(createElement('code', {}, ...ruleWords(stage.rule)));
  const words = stage.changes.map((change) => explainChange(change, language));
  if (stops && stage.verdict)
    words.push(stage.verdict === 'DROP' ? strings.verdicts.DROP : strings.verdicts.REJECT);
  if (words.length > 0)
    cell.append(createElement('strong', stops ? { class: 'stops' } : {}, words.join('，')));
  else if (stage.rule === null) cell.append(createElement('span', { class: 'quiet' }, strings.noRule));
  return cell;
}

function summary(
  pairs: readonly Pair[],
  parting: number | null,
  names: [string, string],
  strings: Strings,
): string {
  const at = parting === null ? undefined : pairs[parting];
  if (at) return strings.compareParts(stationName(at.place, strings));
  const sameRules = pairs.every(({ difference }) => difference === 'none');
  return sameRules ? strings.compareSame(...names) : strings.compareRules(...names);
}

/** The same packet on two engines, station by station, and where the ways part. */
export function compareView(
  left: NamedWalk,
  right: NamedWalk,
  strings: Strings,
  language: Language,
): HTMLElement {
  const { pairs, parting } = compareWalks(left.path, right.path);
  const list = createElement('ol', { class: 'pairs' });
  for (const [index, pair] of pairs.entries()) {
    const name = createElement('p', { class: 'station-name' }, stationName(pair.place, strings));
    if (index === parting) name.append(createElement('strong', { class: 'badge' }, strings.partHere));
    else if (pair.difference === 'rule')
      name.append(createElement('span', { class: 'badge' }, strings.otherRule));
    list.append(
      createElement(
        'li',
        { class: index === parting ? 'parting' : pair.difference === 'none' ? 'alike' : 'differs' },
        name,
        createElement(
          'div',
          { class: 'cells' },
          stageCell(pair.left, left, strings, language),
          stageCell(pair.right, right, strings, language),
        ),
      ),
    );
  }
  const end = ({ name, path: { outcome } }: NamedWalk) =>
    createElement(
      'p',
      { class: `outcome ${outcome.verdict.toLowerCase()}` },
      createElement('strong', {}, name),
      createElement('span', {}, ...withCode(explainOutcome(outcome, language))),
    );
  return createElement(
    'div',
    { class: 'comparison' },
    createElement(
      'p',
      { class: 'parting-sentence' },
      summary(pairs, parting, [left.name, right.name], strings),
    ),
    createElement('div', { class: 'cells' }, end(left), end(right)),
    list,
  );
}
