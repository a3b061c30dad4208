import type { ITheme } from '@xterm/xterm';

/** The colours of the static transcript, for the terminal that plays it (`components/transcript/transcript.css`). */
export const theme: ITheme = {
  background: '#0f1520',
  foreground: '#d7deea',
  cursor: '#d7deea',
  black: '#8a97ad',
  red: '#ff8f85',
  green: '#6fd08c',
  yellow: '#e6bb57',
  blue: '#7fb6ff',
  magenta: '#d3a9ff',
  cyan: '#5ad1d9',
  white: '#d7deea',
  brightBlack: '#93a1b8',
  brightRed: '#ffaea6',
  brightGreen: '#93e3ab',
  brightYellow: '#f4d382',
  brightBlue: '#a6ccff',
  brightMagenta: '#e3c7ff',
  brightCyan: '#8fe3e9',
  brightWhite: '#ffffff',
};
