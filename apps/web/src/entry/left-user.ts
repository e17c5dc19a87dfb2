/** Leaving a user, and which one this device left last, for the offer to come back: kept in this tab alone. */
import type { Client, Readable, User } from '@kith/client';
import { useReadable } from '@kith/client/react';

export interface LeftUser {
  /** The device that left. */
  readonly device: string;
  readonly user: User;
  /** Nobody is left to let it in. */
  readonly wasLast: boolean;
}

let left: LeftUser | null = null;
const listeners = new Set<() => void>();

const readable: Readable<LeftUser | null> = {
  get: () => left,
  subscribe(listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

function note(it: LeftUser | null): void {
  left = it;
  for (const listener of [...listeners]) listener();
}

/** Takes this device out of its user. Noted before, so that the offer stands where the user was. */
export async function leaveUser(kith: Client, leaving: LeftUser): Promise<void> {
  note(leaving);
  try {
    await kith.devices.leave({ confirm: leaving.wasLast });
  } catch (refused) {
    note(null);
    throw refused;
  }
}

/** null: it left nobody here. */
export function useLeft(device: string): LeftUser | null {
  const it = useReadable(readable, null);
  return it?.device === device ? it : null;
}
