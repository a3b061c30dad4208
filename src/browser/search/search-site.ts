import { excerptOf, type ExcerptPart } from '../../core/search/excerpt.ts';
import { placeOfRecord } from '../../core/search/record-address.ts';
import { scoreGroups, type RecordKind } from '../../core/search/rank.ts';
import { findPhrases, type Candidates } from './find-phrases.ts';
import type { Fragment, Pagefind } from './pagefind.ts';

/** A place in a chapter: a section or a command. */
export interface Place {
  url: string;
  title: string;
  kind: RecordKind;
  excerpt: ExcerptPart[];
}

/** A chapter with the places in it that answer best. */
export interface ChapterResult {
  url: string;
  title: string;
  places: Place[];
}

const placesPerChapter = 4;
/** Texts of so many records are loaded for an answer. */
const loadedRecords = 100;
/** Chapters that answer so much worse than the best one are left out. */
const worstAnswer = 0.08;
/** What further good places of a chapter add to its best one. */
const furtherPlace = 0.15;
/** What a page to look things up in counts beside a chapter, which explains them. */
const referenceWeight = 0.5;

function chapterOf(url: string): string {
  return url.split('#')[0] ?? url;
}

interface Found {
  url: string;
  fragment: Fragment;
  locations: ReadonlySet<number>;
}

/** Records that lead where another one does, which has more to show. */
const leads: ReadonlySet<RecordKind> = new Set(['chapter', 'description', 'heading', 'term']);

/** Records of a chapter as a whole. */
const ofWholeChapter: ReadonlySet<RecordKind> = new Set(['chapter', 'description']);

function placesOf(chapter: string, found: readonly Found[], scores: ReadonlyMap<string, number>): Place[] {
  const places = new Map<string, Place>();
  for (const { url, fragment, locations } of found) {
    const { content, meta } = fragment;
    const known = places.get(url);
    if (known && !leads.has(known.kind)) continue;
    places.set(url, { url, title: meta.title, kind: meta.kind, excerpt: excerptOf(content, locations) });
  }
  return [...places.values()]
    .filter(({ url, kind }) => url !== chapter || kind === 'section')
    .sort((a, b) => (scores.get(b.url) ?? 0) - (scores.get(a.url) ?? 0))
    .slice(0, placesPerChapter);
}

function orderOf([first]: readonly Found[]): number {
  return Number(first?.fragment.meta.order);
}

/** Looks for a query in the whole site; the chapters that answer best come first. */
export async function searchSite(pagefind: Pagefind, query: string): Promise<ChapterResult[]> {
  const candidates: Candidates = new Map();
  const phrases = await findPhrases(pagefind, query, candidates);
  const counts = Object.values((await pagefind.filters()).kind);
  const records = counts.reduce((sum, count) => sum + count, 0);
  const best = [...scoreGroups(phrases, records, (record) => [record])]
    .sort(([, a], [, b]) => b - a)
    .slice(0, loadedRecords);
  const found = new Map<string, Found>();
  await Promise.all(
    best.map(async ([id]) => {
      const candidate = candidates.get(id);
      if (!candidate) return;
      const fragment = await candidate.record.data();
      found.set(id, { url: placeOfRecord(fragment.url), fragment, locations: candidate.locations });
    }),
  );

  // What the title and the description of a chapter say, all its places say.
  const placesByChapter = Map.groupBy(found.values(), ({ url }) => chapterOf(url));
  const scores = scoreGroups(phrases, records, (record) => {
    const one = found.get(record);
    if (!one) return [];
    if (!ofWholeChapter.has(one.fragment.meta.kind)) return [one.url];
    return [...new Set((placesByChapter.get(one.url) ?? []).map(({ url }) => url))];
  });
  const scoreOfChapter = (places: readonly Found[]) => {
    const urls = new Set(places.map(({ url }) => url));
    const [first = 0, ...others] = [...urls].map((url) => scores.get(url) ?? 0).sort((a, b) => b - a);
    const score = first + others.slice(0, 4).reduce((sum, score) => sum + score * furtherPlace, 0);
    return places[0]?.fragment.meta.reference === 'yes' ? score * referenceWeight : score;
  };
  const chapters = [...placesByChapter]
    .map(([url, places]) => ({ url, places, score: scoreOfChapter(places) }))
    .sort((a, b) => b.score - a.score || orderOf(a.places) - orderOf(b.places));
  const worst = (chapters[0]?.score ?? 0) * worstAnswer;
  return chapters
    .filter(({ score }) => score >= worst)
    .map(({ url, places }) => ({
      url,
      title: places[0]?.fragment.meta.chapter ?? '',
      places: placesOf(url, places, scores),
    }));
}
