import { SerializeAddon } from '@xterm/addon-serialize';
import { Terminal } from '@xterm/xterm';
import type { Frame } from '../../core/asciicast/timeline.ts';
import { limitRepeats } from '../../core/screen/limit-repeats.ts';
import type { Keyframe } from './screen.ts';

/** Output between two keyframes: writing so much takes a terminal about a millisecond. */
const spacing = 32 * 1024;

/** Groups frames so that each group holds at least `spacing` characters of output. */
function groupFrames(frames: readonly Frame[]): { count: number; data: string }[] {
  const groups: { count: number; data: string }[] = [];
  let data = '';
  for (const [index, frame] of frames.entries()) {
    data += frame.data;
    if (data.length < spacing) continue;
    groups.push({ count: index + 1, data });
    data = '';
  }
  return groups;
}

/**
 * Plays a recording on a terminal that nobody sees and hands out a keyframe now and then. The terminal works in
 * slices, so the page stays lively meanwhile.
 */
export async function makeKeyframes(
  frames: readonly Frame[],
  size: { cols: number; rows: number },
  add: (keyframe: Keyframe) => void,
  signal: AbortSignal,
): Promise<void> {
  const groups = groupFrames(frames);
  if (groups.length === 0) return;
  const terminal = new Terminal({ ...size, scrollback: 0, allowProposedApi: true });
  limitRepeats(terminal.parser);
  const serializer = new SerializeAddon();
  terminal.loadAddon(serializer);
  try {
    for (const { count, data } of groups) {
      await new Promise<void>((resolve) => terminal.write(data, resolve));
      if (signal.aborted) return;
      add({ count, screen: serializer.serialize() });
    }
  } finally {
    terminal.dispose();
  }
}
