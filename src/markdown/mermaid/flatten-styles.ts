/**
 * Runs in the drawing browser: writes what Mermaid's style sheet gives each element as attributes of the element,
 * and drops the sheet, the classes and what nothing refers to. A strict Content-Security-Policy lets no style sheet
 * stand in a page, and the sheet is most of a diagram's weight.
 * @returns the SVG's source
 */
export function flattenStyles(source: string): string {
  /** Properties of SVG that are inherited, with their initial values. */
  const inherited = {
    fill: 'rgb(0, 0, 0)',
    stroke: 'none',
    'stroke-width': '1px',
    'stroke-dasharray': 'none',
    'font-size': '',
    'font-weight': '400',
    'text-anchor': 'start',
    'dominant-baseline': 'auto',
  };
  const own = { opacity: '1', 'fill-opacity': '1' };
  const holder = document.body.appendChild(document.createElement('div'));
  holder.innerHTML = source;
  const svg = holder.querySelector('svg');
  if (!svg) throw new Error('Mermaid drew no SVG');
  // Mermaid styles its new look by this attribute; the site keeps the plain one, without shadows.
  for (const element of svg.querySelectorAll('[data-look]')) element.removeAttribute('data-look');
  const painted = 'g, marker, path, rect, circle, ellipse, line, polygon, polyline, text, tspan';
  const all = [svg, ...svg.querySelectorAll<SVGElement>(painted)];
  const styles = all.map((element) => {
    const computed = getComputedStyle(element);
    const parent = element === svg ? undefined : getComputedStyle(element.parentElement ?? svg);
    const attributes = new Map<string, string>();
    for (const [name, initial] of Object.entries(inherited)) {
      const value = computed.getPropertyValue(name);
      if (value !== (parent?.getPropertyValue(name) ?? initial)) attributes.set(name, value);
    }
    for (const [name, initial] of Object.entries(own)) {
      const value = computed.getPropertyValue(name);
      if (value !== initial) attributes.set(name, value);
    }
    return attributes;
  });
  for (const [index, element] of all.entries()) {
    for (const name of [...Object.keys(inherited), ...Object.keys(own)]) element.removeAttribute(name);
    for (const [name, value] of styles[index] ?? []) element.setAttribute(name, value);
  }
  for (const element of svg.querySelectorAll('style')) element.remove();
  const drawn = svg.outerHTML;
  for (const element of svg.querySelectorAll('marker, symbol, clipPath, linearGradient')) {
    if (!drawn.includes(`#${element.id})`)) element.remove();
  }
  for (const element of svg.querySelectorAll('filter')) element.remove();
  const kept = svg.outerHTML;
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    element.removeAttribute('class');
    element.removeAttribute('style');
    element.removeAttribute('filter');
    if (!kept.includes(`#${element.id})`)) element.removeAttribute('id');
    for (const { name } of [...element.attributes])
      if (name.startsWith('data-')) element.removeAttribute(name);
  }
  const flattened = svg.outerHTML;
  holder.remove();
  return flattened;
}
