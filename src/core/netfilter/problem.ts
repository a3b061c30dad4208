import { nearest } from '../nearest.ts';
import type { Bilingual } from './bilingual.ts';

/** Right answers to choose from or to copy, after what is wrong: `: ACCEPT, DROP`. */
export function suchAs(...answers: readonly string[]): Bilingual {
  return { en: `: ${answers.join(', ')}`, zh: `：${answers.join('、')}` };
}

/** The right answers nearest to a mistyped word, after what is wrong: `; nearest: tcp, udp`. */
export function nearestTo(word: string, candidates: Iterable<string>): Bilingual {
  const found = nearest(word, candidates);
  if (found.length === 0) return { en: '', zh: '' };
  return { en: `; nearest: ${found.join(', ')}`, zh: `；最接近的是 ${found.join('、')}` };
}

/** A value that is none of its kind, `tpc is not a protocol`, with what comes after it. */
export function isNot(value: string, kind: Bilingual, after: Bilingual = { en: '', zh: '' }): Bilingual {
  const space = /^\w/.test(kind.zh) ? ' ' : '';
  return {
    en: `${value || 'nothing'} is not ${kind.en}${after.en}`,
    zh: `${value ? `${value} ` : '空值'}不是${space}${kind.zh}${after.zh}`,
  };
}
