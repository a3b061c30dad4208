import type { RenderedRecording } from '../../core/screen/render.ts';

/** In rem, as `transcript.css` sets them, on a phone: title and notes take several lines there. */
const frame = 18;
/** What is typed, and a line above or below it: where, and the status. */
const commandBar = 1.95 + 1.7;
const line = 1.22;

/**
 * How tall a transcript is at most, in rem: its room while it is too far away to be laid out. What is taller than its
 * room counts as hidden, for tools that look at it where it stands.
 */
export function estimateHeight({ commands }: RenderedRecording): number {
  const heights = commands.map(({ input, output }) => commandBar + line * (input.length - 1 + output.length));
  return Math.ceil(frame + heights.reduce((sum, height) => sum + height, 0));
}
