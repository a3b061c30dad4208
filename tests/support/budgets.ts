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
} as const;
