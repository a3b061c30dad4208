/** What a page may weigh before anyone touches it, as a host with Brotli sends it; tests hold the pages to it. */
export const budgets = {
  /** Everything that the page loads by itself. */
  totalBytes: 45_000,
  /** The same for `/tracer/`: a tool, which comes with the engine that answers its first question. */
  tracerBytes: 75_000,
  /** What the first paint waits for: the page, its style sheets, and scripts that block. */
  criticalBytes: 27_000,
  /** Files that the page loads by itself. */
  requests: 22,
  /** Cumulative Layout Shift, https://web.dev/articles/cls: 0 is none at all. */
  layoutShift: 0,
  /** The build of all chapters: processor time, so that what else the machine does counts little. */
  buildS: 20,
  /** Lighthouse's performance, of 100; the other categories are 100. */
  lighthouse: 99,
} as const;

/** What a page may load by itself, in bytes. */
export const totalBytesOf = (path: string): number =>
  path === '/tracer/' ? budgets.tracerBytes : budgets.totalBytes;

/** What the benches aim at. It depends on the machine that they run on: no test holds anything to it. */
export const aims = {
  /** How many times asciinema-player's time is ours. */
  seekRatio: 5,
  sandboxS: 5,
  parseMs: 50,
  traceMs: 5,
  small: { downloadMB: 11, promptS: 1, resetS: 1 },
  docker: { downloadMB: 45, promptS: 3, resetS: 1, listS: 1, firstRunS: 10, runS: 5 },
} as const;
