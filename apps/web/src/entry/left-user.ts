/** Leaving a user, and which one this device left last, for the offer to come back: kept in this tab alone. */
import { Cell, type Client, type User } from '@kith/client';
import { useReadable } from '@kith/client/react';

export interface LeftUser {
  /** The device that left. */
  readonly device: string;
  readonly user: User;
  /** Nobody is left to let it in. */
  readonly wasLast: boolean;
}

const left = new Cell<LeftUser | null>(null);

/** Takes this device out of its user. Noted before, so that the offer stands where the user was. */
export async function leaveUser(kith: Client, leaving: LeftUser): Promise<void> {
  left.set(leaving);
  try {
    await kith.devices.leave({ confirm: leaving.wasLast });
  } catch (refused) {
    left.set(null);
    throw refused;
  }
}

/** null: it left nobody here. */
export function useLeft(device: string): LeftUser | null {
  const it = useReadable(left, null);
  return it?.device === device ? it : null;
}
