/** What was done to the machine since it was fresh. */
export interface World {
  /** The act whose commands were run last, by its key. */
  act: string | null;
  title: string;
  /** Ids of its commands that were run. */
  done: Set<string>;
  /** Whether anything at all was done, by an act or by the reader's own hands. */
  isTouched: boolean;
}

export function freshWorld(): World {
  return { act: null, title: '', done: new Set(), isTouched: false };
}
