/** Loads a style sheet once; it comes by address, since a page would load an imported one before it is needed. */
export function loadStyle(href: string): Promise<void> {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      // The next one who needs it tries again.
      link.remove();
      reject(new Error(`${href} did not load`));
    });
    document.head.append(link);
  });
}
