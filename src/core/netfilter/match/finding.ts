import type { Unknown } from '../model/trace.ts';

/** What one condition says of one packet. */
export interface Finding {
  result: 'match' | 'miss' | 'undecided';
  /** What it looks at: a key of `fieldNames`. */
  field: string;
  actual: string | null;
  unknown: Unknown | null;
  /** Chance of a match, where the rule itself says it. */
  probability: number | null;
}

/** The one finding of all conditions that match. */
export const matched: Finding = {
  result: 'match',
  field: '',
  actual: null,
  unknown: null,
  probability: null,
};

/** A condition that does not hold, and what the packet has instead. */
export function missed(field: string, actual: string | number | null): Finding {
  return {
    result: 'miss',
    field,
    actual: actual === null ? null : String(actual),
    unknown: null,
    probability: null,
  };
}

/** A condition that depends on something outside the ruleset. */
export function undecided(field: string, unknown: Unknown, probability: number | null = null): Finding {
  return { result: 'undecided', field, actual: null, unknown, probability };
}

/** The finding of a comparison; null stands for a value that nobody gave. */
export function compare(
  holds: boolean | null,
  negated: boolean,
  field: string,
  actual: string | number | null,
): Finding {
  if (holds === null) return undecided(field, 'not-given');
  return holds !== negated ? matched : missed(field, actual);
}
