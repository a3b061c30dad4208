/** What a record of the index is; its weight says how much a hit in it tells about its place. */
export type RecordKind = 'chapter' | 'description' | 'heading' | 'term' | 'section' | 'command' | 'variant';

/** Every kind of record. */
export const recordKinds: readonly RecordKind[] = [
  'chapter',
  'description',
  'heading',
  'term',
  'section',
  'command',
  'variant',
];

const kindWeight: Readonly<Record<RecordKind, number>> = {
  chapter: 1.5,
  description: 0.8,
  heading: 2.5,
  term: 1.2,
  section: 1,
  command: 0.6,
  variant: 0.3,
};

/** Once in a title, or among the terms that a section explains, is enough. */
const isTitle: ReadonlySet<RecordKind> = new Set(['chapter', 'description', 'heading', 'term']);

/** How often one phrase occurs in one record. */
export interface Hit {
  record: string;
  kind: RecordKind;
  count: number;
}

/** The hits of a phrase of the query. */
export interface PhraseHits {
  hits: Hit[];
  /** How many words the phrase has: a longer one tells more. */
  length: number;
}

/** Further occurrences of a phrase count less and less (the saturation of BM25). */
const saturation = 0.5;

/** How rare a phrase is among all records (the idf of BM25). */
function rarity(hits: number, records: number): number {
  return Math.log(1 + (records - hits + 0.5) / (hits + 0.5));
}

/**
 * How well records answer a query, added up by group: a record may belong to several, a place and its chapter.
 * A group with more of the phrases beats one with few of them often.
 */
export function scoreGroups(
  phrases: readonly PhraseHits[],
  records: number,
  groupsOf: (record: string) => readonly string[],
): Map<string, number> {
  const weights = phrases.map(
    ({ hits, length }) => rarity(hits.length, records) * Math.min(1.5, 0.5 + length / 4),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const scores = new Map<string, { score: number; found: Set<number> }>();
  for (const [index, { hits }] of phrases.entries()) {
    for (const { record, kind, count } of hits) {
      const often = isTitle.has(kind) ? 1 : count / (count + saturation);
      const gain = (weights[index] ?? 0) * kindWeight[kind] * often;
      for (const group of groupsOf(record)) {
        const known = scores.get(group) ?? { score: 0, found: new Set() };
        known.score += gain;
        known.found.add(index);
        scores.set(group, known);
      }
    }
  }
  const covered = (found: Set<number>) =>
    [...found].reduce((sum, index) => sum + (weights[index] ?? 0), 0) / all;
  return new Map([...scores].map(([group, { score, found }]) => [group, score * covered(found) ** 2]));
}
