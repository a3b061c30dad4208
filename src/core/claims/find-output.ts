import { nearest } from '../nearest.ts';
import { lineText, type Line } from '../screen/line.ts';

/**
 * What a pattern finds in the output of a command: its first group, or all it matches.
 * @param place the tag that asks, for messages
 * @throws Error with the nearest lines of the output, or the nearest commands
 */
export function findOutput(
  commands: readonly { id: string; output: Line[] }[],
  id: string,
  match: string,
  place: string,
): string {
  const command = commands.find((one) => one.id === id);
  if (!command) {
    const near = nearest(
      id,
      commands.map((one) => one.id),
    );
    throw new Error(`${place}: there is no command ${id}; nearest: ${near.join(', ')}`);
  }
  const lines = command.output.map(lineText);
  const found = new RegExp(match, 'm').exec(lines.join('\n'));
  if (found) return found[1] ?? found[0];
  const near = nearest(
    match,
    lines.filter((line) => line.trim() !== ''),
    3,
  ).map((line) => `  ${line.trim()}`);
  throw new Error(
    `${place}: nothing in the output of ${id} matches; nearest lines:\n${near.join('\n') || '  (no output)'}`,
  );
}
