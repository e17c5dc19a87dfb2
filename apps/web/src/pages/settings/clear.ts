/** Leaves nothing of Kith in this browser: every session that it could go on with ends, and what is kept here goes. */
import type { Client } from '@kith/client';

const places = /^kith /;

/** Ends the sessions of all remembered devices, and forgets everything. */
export async function clearHere(kith: Client): Promise<void> {
  await kith.logout();
  for (const { id } of kith.remembered.get()) await kith.forget(id);
  for (const storage of [localStorage, sessionStorage]) {
    for (const place of Object.keys(storage)) if (places.test(place)) storage.removeItem(place);
  }
}
