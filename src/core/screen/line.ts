/** A colour of a terminal: an index of the 256-colour palette, or `#rrggbb`. */
export type Colour = number | `#${string}`;

/** How a stretch of text is drawn; an absent key means the terminal's default. */
export interface Style {
  fg?: Colour;
  bg?: Colour;
  bold?: true;
  dim?: true;
  italic?: true;
  underline?: true;
  strike?: true;
}

/** Text in one style. */
export interface Run {
  text: string;
  style: Style;
}

/** A line as the program wrote it: wrapping at the terminal's edge is undone. */
export type Line = Run[];

/** The text of a line without its colours. */
export function lineText(line: Line): string {
  return line.map(({ text }) => text).join('');
}
