/** How this device wants to be seen: kept on this device, and told to the server by every page of it. */
import type { Client, PresenceState, Readable } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useEffect } from 'react';

export const presenceStates = ['online', 'away', 'invisible'] as const satisfies readonly PresenceState[];

const place = 'kith presence';
const listeners = new Set<() => void>();
let current = read();

function read(): PresenceState {
  try {
    const kept = localStorage.getItem(place);
    return presenceStates.find((it) => it === kept) ?? 'online';
  } catch {
    return 'online';
  }
}

/** What is chosen now; another tab's choice arrives by itself. */
export const ownPresence: Readable<PresenceState> = {
  get: () => current,
  subscribe(listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export function choosePresence(state: PresenceState): void {
  show(state);
  try {
    localStorage.setItem(place, state);
  } catch {
    // Storage is full or switched off: it holds until the page is left.
  }
}

function show(next: PresenceState): void {
  if (next === current) return;
  current = next;
  for (const listener of [...listeners]) listener();
}

addEventListener('storage', ({ key }) => {
  if (key === place || key === null) show(read());
});

/** Tells the choice, now and whenever it changes. */
export function useOwnPresence(): void {
  const kith = useKith();
  useEffect(() => {
    if (ownPresence.get() !== 'online') tell(kith);
    return ownPresence.subscribe(() => tell(kith));
  }, [kith]);
}

/** Where the server is not met now, the client says it by itself once it is. */
function tell(kith: Client): void {
  void kith.setPresence(ownPresence.get()).catch(() => undefined);
}
