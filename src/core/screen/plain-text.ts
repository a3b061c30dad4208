import { lineText, type RenderedRecording } from './render.ts';

/** A rendered recording as plain text: prompts, commands and output as they stood on the terminal. */
export function plainText({ commands }: RenderedRecording): string {
  const blocks = commands.map(({ prompt, input, output }) => {
    const typed = input.map(lineText).join('\n');
    const first = prompt.length > 0 ? [`${lineText(prompt)} ${typed}`.trimEnd()] : [];
    return [...first, ...output.map(lineText)].join('\n');
  });
  return `${blocks.join('\n')}\n`;
}
