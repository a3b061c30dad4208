import type { RecordKind } from '../../core/search/rank.ts';

/** The text of a record of the index. */
export interface Fragment {
  url: string;
  content: string;
  /** Numbers of the words that were found. */
  locations: number[];
  /** `order` is the chapter's number in the book. */
  meta: { chapter: string; title: string; kind: RecordKind; order: string; reference: 'yes' | 'no' };
}

/** A record that was found, its text not yet loaded. */
export interface FoundRecord {
  id: string;
  words: number[];
  data: () => Promise<Fragment>;
}

/** What the search uses of Pagefind's module, which has no types of its own. */
export interface Pagefind {
  options: (options: { baseUrl: string; basePath?: string }) => Promise<void>;
  init: () => Promise<void>;
  filters: () => Promise<{ kind: Record<string, number> }>;
  search: (term: string, options?: { filters?: { kind: string } }) => Promise<{ results: FoundRecord[] }>;
}
