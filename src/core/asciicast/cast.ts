/** The header of an asciicast v2 file; further keys are kept. Source: docs.asciinema.org, asciicast v2. */
export interface CastHeader {
  version: 2;
  width: number;
  height: number;
  timestamp?: number;
  duration?: number;
  title?: string;
  [key: string]: unknown;
}

/** `o` output, `i` input, `m` marker (its data is the label), `r` resize. */
export type CastEventCode = 'o' | 'i' | 'm' | 'r';

/** One event; `timeS` is seconds since the start, never decreasing. */
export interface CastEvent {
  timeS: number;
  code: CastEventCode;
  data: string;
}

export interface Cast<Header extends CastHeader = CastHeader> {
  header: Header;
  events: CastEvent[];
}
