/** How this device wants to be seen, kept in this browser: a page that is opened later says it again. */
import type { PresenceState } from '@kith/client';
import { useKith, usePresence } from '@kith/client/react';
import { useEffect } from 'react';

export const presenceStates = ['online', 'away', 'invisible'] as const satisfies readonly PresenceState[];

const place = 'kith presence';

/** What is chosen now, also in another window, and how to choose. */
export function useOwnPresence(): readonly [PresenceState, (state: PresenceState) => void] {
  const { chosen, set } = usePresence();
  return [chosen, (state) => choose(state, set)];
}

function choose(state: PresenceState, set: (state: PresenceState) => Promise<void>): void {
  // Where the server is not met now, the client says it once it is.
  void set(state).catch(() => undefined);
  try {
    localStorage.setItem(place, state);
  } catch {
    // Storage is full or switched off: it holds until the page is left.
  }
}

/** Says what was chosen before this page was opened. */
export function useKeptPresence(): void {
  const { presence, setPresence } = useKith();
  useEffect(() => {
    const state = kept();
    if (state !== undefined && state !== presence.get()) void setPresence(state).catch(() => undefined);
  }, [presence, setPresence]);
}

function kept(): PresenceState | undefined {
  try {
    const text = localStorage.getItem(place);
    return presenceStates.find((it) => it === text);
  } catch {
    return undefined;
  }
}
