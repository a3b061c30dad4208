/** Outlines on a grid of 16 by 16, drawn for this player. */
const paths = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 2.5h3v11H4zm5 0h3v11H9z',
  previous: 'M3 2.5h2v11H3zm10 0v11L5.5 8z',
  next: 'M11 2.5h2v11h-2zm-8 0v11L10.5 8z',
  fullscreen: 'M2 2h4v1.5H3.5V6H2zm8 0h4v4h-1.5V3.5H10zM2 10h1.5v2.5H6V14H2zm10.5 0H14v4h-4v-1.5h2.5z',
  help: 'M8 1.5a3.5 3.5 0 0 0-3.5 3.5h1.6a1.9 1.9 0 1 1 2.8 1.7C7.8 7.3 7.2 8 7.2 9.3v.7h1.6v-.7c0-.6.2-.9.9-1.3A3.5 3.5 0 0 0 8 1.5zM7.2 11.7h1.6v1.8H7.2z',
  close: 'M3.5 2.4 8 6.9l4.5-4.5 1.1 1.1L9.1 8l4.5 4.5-1.1 1.1L8 9.1l-4.5 4.5-1.1-1.1L6.9 8 2.4 3.5z',
} as const;

export type IconName = keyof typeof paths;

const namespace = 'http://www.w3.org/2000/svg';

/** An icon in the colour of the text around it; the button has its name as a label. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
