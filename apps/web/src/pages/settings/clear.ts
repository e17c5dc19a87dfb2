/** Leaves nothing of Kith in this browser: every session that it could go on with ends, and what is kept here goes. */
import type { Client } from '@kith/client';

const places = /^kith /;

/**
 * Ends the sessions of all remembered devices, one after the other, and forgets everything.
 *
 * Where a session is in a cookie, no script can take it away: the server must end it, so each is gone on with first.
 */
export async function clearHere(kith: Client): Promise<void> {
  const own = kith.device.get()?.id;
  const others = kith.remembered.get().filter(({ id }) => id !== own);
  await kith.logout();
  for (const { id } of others) if (await goOn(kith, id)) await kith.logout();
  for (const { id } of kith.remembered.get()) await kith.forget(id);
  for (const storage of [localStorage, sessionStorage]) {
    for (const place of Object.keys(storage)) if (places.test(place)) storage.removeItem(place);
  }
}

/** A device without a session has none to end. */
async function goOn(kith: Client, id: string): Promise<boolean> {
  return kith.resume(id).catch(() => false);
}
