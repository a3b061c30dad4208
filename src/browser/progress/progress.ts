/** Where a reader was last. */
export interface Place {
  /** The page's address below the site's: `dns`. */
  page: string;
  title: string;
  /** The section that was at the top of the window: its id and its heading. */
  section?: { id: string; title: string };
}

/** What a reader has read; it stays in the browser. */
export interface Progress {
  /** The pages that were read to their end. */
  read: readonly string[];
  last?: Place;
}

/** The part of `Storage` that is needed. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'docker-network-notes:progress';

function isPlace(value: unknown): value is Place {
  const place = value as Place | undefined;
  return typeof place?.page === 'string' && typeof place.title === 'string';
}

/** What the browser has kept; nothing, where it keeps nothing or something else's data. */
export function loadProgress(store: Store): Progress {
  try {
    const { read, last } = JSON.parse(store.getItem(key) ?? '{}') as Partial<Progress>;
    return {
      read: Array.isArray(read) ? read.filter((page) => typeof page === 'string') : [],
      ...(isPlace(last) && { last }),
    };
  } catch {
    return { read: [] };
  }
}

/** Keeps what was read; without storage (a private window, a full disk) reading goes on all the same. */
export function saveProgress(store: Store, progress: Progress): void {
  try {
    store.setItem(key, JSON.stringify(progress));
  } catch {
    return;
  }
}

/** Forgets everything. */
export function forgetProgress(store: Store): void {
  store.removeItem(key);
}

/** The progress after a page was read to its end. */
export function withRead(progress: Progress, page: string): Progress {
  return progress.read.includes(page) ? progress : { ...progress, read: [...progress.read, page] };
}
