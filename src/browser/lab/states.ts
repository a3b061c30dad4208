/** What a machine in the page can be. */
export type LabState = 'off' | 'downloading' | 'starting' | 'ready' | 'paused' | 'crashed' | 'failed';

export type LabEvent =
  'started' | 'downloaded' | 'prompted' | 'hidden' | 'shown' | 'reset' | 'crashed' | 'failed' | 'stopped';

/** What each event makes of each state; an absent one changes nothing. */
export const transitions: Readonly<Record<LabState, Partial<Record<LabEvent, LabState>>>> = {
  off: { started: 'downloading' },
  downloading: { downloaded: 'starting', failed: 'failed', stopped: 'off' },
  starting: { prompted: 'ready', crashed: 'crashed', failed: 'failed', stopped: 'off' },
  ready: { hidden: 'paused', reset: 'starting', crashed: 'crashed', stopped: 'off' },
  paused: { shown: 'ready', reset: 'starting', crashed: 'crashed', stopped: 'off' },
  crashed: { reset: 'starting', stopped: 'off' },
  failed: { started: 'downloading', stopped: 'off' },
};

/** The state after an event. */
export function nextState(state: LabState, event: LabEvent): LabState {
  return transitions[state][event] ?? state;
}
