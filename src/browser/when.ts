/** A frame takes this at most; in a tab that nobody sees there are none. */
const longestFrameMs = 100;

/** Lets the browser draw what there is, and answer the reader, before the work goes on. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, longestFrameMs);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve);
    });
  });
}

/** When an element comes into the window, or a quarter of the window's height near it, for the first time. */
export function comesNear(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: '25%' },
    );
    observer.observe(element);
  });
}
