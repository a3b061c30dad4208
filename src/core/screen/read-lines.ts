import type { IBuffer, IBufferCell } from '@xterm/headless';
import type { Colour, Line, Run, Style } from './line.ts';

/** A place in the buffer: absolute line, column. */
export interface Position {
  y: number;
  x: number;
}

function hexColour(rgb: number): `#${string}` {
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

function colours(cell: IBufferCell): { fg?: Colour; bg?: Colour } {
  const fg = cell.isFgRGB()
    ? hexColour(cell.getFgColor())
    : cell.isFgPalette()
      ? cell.getFgColor()
      : undefined;
  const bg = cell.isBgRGB()
    ? hexColour(cell.getBgColor())
    : cell.isBgPalette()
      ? cell.getBgColor()
      : undefined;
  if (!cell.isInverse()) return { ...(fg !== undefined && { fg }), ...(bg !== undefined && { bg }) };
  // Inverse video swaps the colours; black on light grey stands for the default pair.
  return { fg: bg ?? 0, bg: fg ?? 7 };
}

function styleOf(cell: IBufferCell): Style {
  if (cell.isAttributeDefault()) return {};
  return {
    ...colours(cell),
    ...(cell.isBold() && { bold: true as const }),
    ...(cell.isDim() && { dim: true as const }),
    ...(cell.isItalic() && { italic: true as const }),
    ...(cell.isUnderline() && { underline: true as const }),
    ...(cell.isStrikethrough() && { strike: true as const }),
  };
}

function isPlain(style: Style): boolean {
  return Object.keys(style).length === 0;
}

function append(line: Line, text: string, style: Style): void {
  const last: Run | undefined = line.at(-1);
  if (last && JSON.stringify(last.style) === JSON.stringify(style)) last.text += text;
  else line.push({ text, style });
}

/** Blanks at the end of a line cannot be seen, unless they are coloured. */
function trimEnd(line: Line): Line {
  const trimmed = [...line];
  for (let last = trimmed.at(-1); last && isPlain(last.style); last = trimmed.at(-1)) {
    const text = last.text.trimEnd();
    if (text !== '') {
      trimmed[trimmed.length - 1] = { ...last, text };
      break;
    }
    trimmed.pop();
  }
  return trimmed;
}

/** The lines of a buffer from one position up to, not including, another; wrapped lines are joined. */
export function readLines(buffer: IBuffer, from: Position, to: Position): Line[] {
  const lines: Line[] = [];
  const lastY = to.x > 0 ? to.y : to.y - 1;
  for (let y = from.y; y <= lastY; y++) {
    const row = buffer.getLine(y);
    if (!row) break;
    const continued = row.isWrapped ? lines.at(-1) : undefined;
    const line: Line = continued ?? [];
    if (!continued) lines.push(line);
    const start = y === from.y ? from.x : 0;
    const end = y === to.y ? Math.min(to.x, row.length) : row.length;
    for (let x = start; x < end; x++) {
      const cell = row.getCell(x);
      // The right half of a wide character is a cell of width 0.
      if (!cell || cell.getWidth() === 0) continue;
      append(line, cell.getChars() || ' ', styleOf(cell));
    }
  }
  return lines.map(trimEnd);
}

/** Drops the blank lines at the end. */
export function trimBlankLines(lines: Line[]): Line[] {
  const last = lines.findLastIndex((line) => line.length > 0);
  return lines.slice(0, last + 1);
}
