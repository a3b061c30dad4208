import { phrasesOf, splitAtFillers, splitAtScripts, type Phrase } from '../../core/search/query.ts';
import { recordKinds, type Hit, type PhraseHits, type RecordKind } from '../../core/search/rank.ts';
import type { FoundRecord, Pagefind } from './pagefind.ts';

/** Every record that has something of the query, and where. */
export type Candidates = Map<string, { record: FoundRecord; locations: Set<number> }>;

interface FoundWords {
  record: FoundRecord;
  kind: RecordKind;
  locations: number[];
}

/** What a word that only begins with the last one of the query counts. */
const begunWeight = 0.4;

async function ask(pagefind: Pagefind, term: string): Promise<FoundWords[]> {
  const answers = await Promise.all(
    recordKinds.map(async (kind) => {
      const { results } = await pagefind.search(term, { filters: { kind } });
      return results.map((record) => ({ record, kind, locations: record.words }));
    }),
  );
  return answers.flat();
}

/** Where a word stands in each record, or one that begins with it. */
async function positionsOf(pagefind: Pagefind, word: string): Promise<Map<string, Set<number>>> {
  const { results } = await pagefind.search(word);
  return new Map(results.map(({ id, words }) => [id, new Set(words)]));
}

/**
 * Records where the phrase stands as it is, and every place of it there. Asked for a phrase, Pagefind tells the first
 * place of each record only (1.6, `exact_term`); the others are where its words follow each other.
 */
async function findExact(pagefind: Pagefind, words: readonly string[]): Promise<FoundWords[]> {
  const exact = await ask(pagefind, `"${words.join(' ')}"`);
  if (exact.length === 0) return [];
  const positions = await Promise.all(words.map((word) => positionsOf(pagefind, word)));
  return exact.map((found) => {
    const [first = new Set<number>(), ...others] = positions.map((byRecord) => byRecord.get(found.record.id));
    const starts = [...first].filter((at) => others.every((further, index) => further?.has(at + index + 1)));
    const places = starts.flatMap((at) => words.map((_, index) => at + index));
    return places.length > 0 ? { ...found, locations: places } : found;
  });
}

/** Records where the phrase stands with a longer last word: the reader has not finished it. */
async function findBegun(pagefind: Pagefind, words: readonly string[]): Promise<FoundWords[]> {
  const last = words.at(-1) ?? '';
  if (!/^[a-z0-9]{2,}$/.test(last)) return [];
  const begun = await ask(pagefind, last);
  if (words.length === 1) return begun;
  const heads = new Map(
    (await findExact(pagefind, words.slice(0, -1))).map(({ record, locations }) => [
      record.id,
      new Set(locations),
    ]),
  );
  return begun
    .map((found) => ({
      ...found,
      locations: found.locations.filter((location) => heads.get(found.record.id)?.has(location - 1)),
    }))
    .filter(({ locations }) => locations.length > 0);
}

async function findPhrase(
  pagefind: Pagefind,
  { words }: Phrase,
  candidates: Candidates,
): Promise<PhraseHits> {
  const exact = await findExact(pagefind, words);
  const known = new Set(exact.map(({ record }) => record.id));
  const begun = (await findBegun(pagefind, words)).filter(({ record }) => !known.has(record.id));
  for (const { record, locations } of [...exact, ...begun]) {
    const candidate = candidates.get(record.id) ?? { record, locations: new Set() };
    for (const location of locations) candidate.locations.add(location);
    candidates.set(record.id, candidate);
  }
  const hits = [
    ...exact.map(({ record, kind, locations }): Hit => {
      return { record: record.id, kind, count: locations.length / words.length };
    }),
    ...begun.map(({ record, kind, locations }): Hit => {
      return { record: record.id, kind, count: locations.length * begunWeight };
    }),
  ];
  return { hits, length: words.length };
}

/** A piece of a question is rarely longer than that, as it stands in a text. */
const longestPiece = 6;

/**
 * Takes a phrase apart into the longest pieces that the site has. The site is the better dictionary: others do
 * not know its words, and cut `端口` in two.
 */
async function splitAtKnown(pagefind: Pagefind, { words }: Phrase): Promise<Phrase[]> {
  const pieces: Phrase[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(longestPiece, words.length - at);
    const isKnown = async () => {
      const { results } = await pagefind.search(`"${words.slice(at, at + length).join(' ')}"`);
      return results.length > 0;
    };
    while (length > 1 && !(await isKnown())) length--;
    pieces.push({ words: words.slice(at, at + length) });
    at += length;
  }
  const longer = pieces.filter((piece) => piece.words.length > 1);
  return longer.length > 0 ? longer : pieces;
}

/** A phrase as it stands, and its parts where scripts meet; a part that stands nowhere, piece by piece. */
async function findLoosely(
  pagefind: Pagefind,
  phrase: Phrase,
  candidates: Candidates,
): Promise<PhraseHits[]> {
  const whole = await findPhrase(pagefind, phrase, candidates);
  const isShorter = ({ words }: Phrase) => words.length < phrase.words.length;
  const scripts = splitAtScripts(phrase);
  if (scripts.some(isShorter)) {
    const parts = scripts.map((part) => findLoosely(pagefind, part, candidates));
    return [whole, ...(await Promise.all(parts)).flat()];
  }
  if (whole.hits.length > 0) return [whole];
  const pieces = await Promise.all(splitAtFillers(phrase).map((piece) => splitAtKnown(pagefind, piece)));
  return Promise.all(pieces.flat().map((piece) => findPhrase(pagefind, piece, candidates)));
}

/** Finds every phrase of a query; the records that have one are added to the candidates. */
export async function findPhrases(
  pagefind: Pagefind,
  query: string,
  candidates: Candidates,
): Promise<PhraseHits[]> {
  const found = await Promise.all(
    phrasesOf(query).map((phrase) => findLoosely(pagefind, phrase, candidates)),
  );
  return found.flat().filter(({ hits }) => hits.length > 0);
}
