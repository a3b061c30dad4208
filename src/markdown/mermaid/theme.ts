/** Raise it when the drawing changes, so that every diagram is drawn anew. */
export const drawingVersion = 5;

/**
 * Mermaid computes with colours, so it cannot be given CSS variables. It draws with these stand-ins, each of
 * which is then replaced by the variable that the page's theme sets.
 */
export const standInColours: Readonly<Record<string, string>> = {
  '#010203': 'var(--dn-node)',
  '#040506': 'var(--dn-node-line)',
  '#070809': 'var(--dn-text)',
  '#0a0b0c': 'var(--dn-line)',
  '#0d0e0f': 'var(--dn-group)',
  '#101112': 'var(--dn-group-line)',
  '#131415': 'var(--dn-label)',
};

/** Mermaid's configuration: plain SVG text (no foreignObject), fonts that know Chinese. */
export const mermaidConfig = {
  startOnLoad: false,
  theme: 'base' as const,
  htmlLabels: false,
  flowchart: {
    htmlLabels: false,
    curve: 'basis' as const,
    padding: 12,
    useMaxWidth: false,
    wrappingWidth: 320,
  },
  sequence: {
    useMaxWidth: false,
    width: 96,
    height: 40,
    actorMargin: 24,
    diagramMarginX: 8,
    messageMargin: 28,
  },
  fontFamily: "system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
  themeVariables: {
    fontSize: '14px',
    primaryColor: '#010203',
    mainBkg: '#010203',
    primaryBorderColor: '#040506',
    nodeBorder: '#040506',
    primaryTextColor: '#070809',
    nodeTextColor: '#070809',
    textColor: '#070809',
    titleColor: '#070809',
    lineColor: '#0a0b0c',
    clusterBkg: '#0d0e0f',
    clusterBorder: '#101112',
    edgeLabelBackground: '#131415',
  },
};

/** Puts the theme's variables in place of the stand-ins, written as `#rrggbb` or `rgb(r, g, b)`. */
export function applyTheme(svg: string): string {
  return Object.entries(standInColours).reduce((text, [hex, variable]) => {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    const rgb = new RegExp(
      `rgba?\\(\\s*${red}\\s*,\\s*${green}\\s*,\\s*${blue}\\s*(?:,\\s*[\\d.]+\\s*)?\\)`,
      'g',
    );
    return text.replaceAll(hex, variable).replace(rgb, variable);
  }, svg);
}
