import { makeElement } from './make-element.ts';
import { strings } from './strings.ts';

const storageKey = 'dn-lab-size';

interface Bounds {
  min: number;
  max: number;
}

/** The panel takes between a quarter and two thirds of the page, along the side that it stands on. */
const bounds: Bounds = { min: 25, max: 70 };

function clamp(percent: number): number {
  return Math.min(bounds.max, Math.max(bounds.min, Math.round(percent)));
}

function read(): number {
  const kept = Number(localStorage.getItem(storageKey));
  return kept > 0 ? clamp(kept) : 42;
}

/** The edge that makes the panel larger or smaller, by pointer and by arrow keys; the size is kept. */
export function makeResizeHandle(isSide: () => boolean, changed: () => void): HTMLElement {
  const handle = makeElement('div', {
    className: 'lab-handle',
    tabIndex: 0,
    role: 'separator',
    ariaLabel: strings.resize,
  });
  const set = (percent: number) => {
    const clamped = clamp(percent);
    handle.ariaValueNow = String(clamped);
    handle.ariaValueMin = String(bounds.min);
    handle.ariaValueMax = String(bounds.max);
    handle.ariaOrientation = isSide() ? 'vertical' : 'horizontal';
    document.documentElement.style.setProperty('--lab-share', String(clamped));
    localStorage.setItem(storageKey, String(clamped));
    changed();
  };
  set(read());
  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!handle.hasPointerCapture(pointerId)) return;
    set(isSide() ? 100 - (clientX / innerWidth) * 100 : 100 - (clientY / innerHeight) * 100);
  });
  handle.addEventListener('keydown', (event) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: 2,
      ArrowUp: 2,
      ArrowRight: -2,
      ArrowDown: -2,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(Number(handle.ariaValueNow) + step);
  });
  return handle;
}
