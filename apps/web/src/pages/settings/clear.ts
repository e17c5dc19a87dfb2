/** Leaves nothing of Kith in this browser: every session that it could go on with ends, and what is kept here goes. */
import type { Client } from '@kith/client';

const places = /^kith /;

/** Ends the sessions of all remembered devices, and forgets everything. */
export async function clearHere(kith: Client): Promise<void> {
  const own = kith.device.get()?.id;
  await kith.logout();
  // The session of this one has just ended; to end it again would be refused.
  for (const { id } of kith.remembered.get()) if (id !== own) await kith.forget(id);
  for (const storage of [localStorage, sessionStorage]) {
    for (const place of Object.keys(storage)) if (places.test(place)) storage.removeItem(place);
  }
}
