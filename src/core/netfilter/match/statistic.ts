import { isNot, suchAs } from '../problem.ts';
import { matched, missed, undecided } from './finding.ts';
import type { MatchCompiler } from './condition.ts';
import { parseNumber } from './numbers.ts';
import { ValueError } from './value-error.ts';

/** `-m statistic` (xt_statistic.c): by chance, or every nth packet; the chance is known, the outcome is not. */
export const statisticTest: MatchCompiler = (options) => {
  const find = (name: string) => options.find((option) => option.name === name);
  const mode = find('--mode')?.values[0];
  const random = find('--probability');
  const every = find('--every');
  if (mode !== 'random' && mode !== 'nth')
    throw new ValueError(isNot(mode ?? '', { en: 'a mode', zh: '模式' }, suchAs('random', 'nth')));
  const option = mode === 'random' ? random : every;
  if (!option) {
    const missing = mode === 'random' ? '--probability' : '--every';
    throw new ValueError({ en: `--mode ${mode} needs ${missing}`, zh: `--mode ${mode} 还需要 ${missing}` });
  }
  const [value = ''] = option.values;
  const chance = mode === 'random' ? Number(value) : 1 / parseNumber(value);
  if (!(chance >= 0 && chance <= 1) || value === '')
    throw new ValueError(
      isNot(value, { en: 'a probability', zh: '概率' }, { en: ': from 0 to 1', zh: '：0 到 1 之间的数' }),
    );
  const probability = option.negated ? 1 - chance : chance;
  if (probability === 1) return () => matched;
  if (probability === 0) return () => missed('chance', '0');
  const finding = undecided('chance', mode === 'random' ? 'random' : 'counting', probability);
  return () => finding;
};
