import type { Driver } from './driver.ts';

export interface KeyActions {
  toggleHelp: () => void;
  toggleFullscreen: () => void;
  close: () => void;
}

const seekStepS = 5;

/** What a key does in the player; returns false for a key that is not the player's. */
export function handleKey(key: string, driver: Driver, actions: KeyActions): boolean {
  const bindings: Readonly<Record<string, () => void>> = {
    ' ': () => driver.toggle(),
    ArrowLeft: () => driver.seek(driver.timeS - seekStepS),
    ArrowRight: () => driver.seek(driver.timeS + seekStepS),
    '[': () => driver.skip(-1),
    ']': () => driver.skip(1),
    '<': () => driver.stepSpeed(-1),
    '>': () => driver.stepSpeed(1),
    f: actions.toggleFullscreen,
    '?': actions.toggleHelp,
    Escape: actions.close,
  };
  const action = Object.hasOwn(bindings, key) ? bindings[key] : undefined;
  action?.();
  return action !== undefined;
}
