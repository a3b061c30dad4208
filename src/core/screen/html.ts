import type { Colour, Line, Style } from './line.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Makes text safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);
}

/** The fixed part of the 256-colour palette: a 6×6×6 cube from 16, 24 greys from 232 (xterm's values). */
function paletteColour(index: number): string {
  if (index >= 232) return `#${(8 + (index - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
  const levels = [0, 95, 135, 175, 215, 255];
  const rest = index - 16;
  const parts = [Math.floor(rest / 36), Math.floor(rest / 6) % 6, rest % 6];
  return `#${parts.map((part) => (levels[part] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}

/** The 16 named colours belong to the page's theme; all others are fixed. */
function colourOf(kind: 'fg' | 'bg', colour: Colour | undefined): { className?: string; css?: string } {
  if (colour === undefined) return {};
  if (typeof colour === 'number' && colour < 16) return { className: `t-${kind}-${colour}` };
  const value = typeof colour === 'number' ? paletteColour(colour) : colour;
  return { css: `${kind === 'fg' ? 'color' : 'background-color'}:${value}` };
}

function attributes(style: Style): string {
  const parts = [colourOf('fg', style.fg), colourOf('bg', style.bg)];
  const flags = (['bold', 'dim', 'italic', 'underline', 'strike'] as const).filter((flag) => style[flag]);
  const classes = [...parts.map(({ className }) => className), ...flags.map((flag) => `t-${flag}`)].filter(
    Boolean,
  );
  const css = parts.map((part) => part.css).filter(Boolean);
  return (
    (classes.length > 0 ? ` class="${classes.join(' ')}"` : '') +
    (css.length > 0 ? ` style="${css.join(';')}"` : '')
  );
}

/** A line as HTML: text in the default style stays bare, the rest stands in spans. */
export function lineHtml(line: Line): string {
  return line
    .map(({ text, style }) => {
      const attribute = attributes(style);
      return attribute === '' ? escapeHtml(text) : `<span${attribute}>${escapeHtml(text)}</span>`;
    })
    .join('');
}
