/** `sync` as a polling client uses it: page after page, over HTTP, until there is no more. */
import type { TextEvent } from './inbox.ts';
import { itemTexts, memberText } from './json-text.ts';
import type { TestDevice } from './person.ts';
import type { Limited, Reset, Snapshot, WireEvent } from './wire.ts';

/** All that came for a cursor: parts of a snapshot, then events with their bytes. */
export interface Synced {
  readonly resets: readonly Reset[];
  readonly events: readonly TextEvent[];
  readonly limited: readonly Limited[];
  /** How many replies it took. */
  readonly pages: number;
  readonly cursor: string;
}

interface Page {
  readonly events?: readonly WireEvent[];
  readonly limited?: readonly Limited[];
  readonly reset?: { readonly reason: string; readonly snapshot: Snapshot };
  readonly cursor: string;
  readonly more: boolean;
}

/** Reads on until there is no more; between two pages, `meanwhile` is awaited. */
export async function syncAll(
  device: TestDevice,
  since?: string,
  meanwhile: () => Promise<unknown> = async () => undefined,
  limit?: number,
): Promise<Synced> {
  const resets: Reset[] = [];
  const events: TextEvent[] = [];
  const limited: Limited[] = [];
  let cursor = since;
  for (let pages = 1; ; pages += 1) {
    const page = await syncOnce(device, cursor, limit);
    cursor = page.cursor;
    events.push(...page.events);
    limited.push(...(page.limited ?? []));
    if (page.reset !== undefined) resets.push({ ...page.reset, cursor, more: page.more });
    if (!page.more) return { resets, events, limited, pages, cursor };
    await meanwhile();
  }
}

/** One reply of `sync`. */
export async function syncOnce(
  device: TestDevice,
  since?: string,
  limit?: number,
): Promise<Omit<Page, 'events'> & { readonly events: readonly TextEvent[] }> {
  const { status, text, body } = await device.http.call('sync', {
    ...(since === undefined ? {} : { since }),
    ...(limit === undefined ? {} : { limit }),
  });
  if (status !== 200) throw new Error(`sync answered ${status}: ${text}`);
  const { events = [], ...page } = body as unknown as Page;
  const texts = events.length === 0 ? [] : itemTexts(memberText(text, 'events'));
  return { ...page, events: events.map((event, index) => ({ ...event, text: texts[index] ?? '' })) };
}

/** The cursor of a snapshot of now. */
export async function headOf(device: TestDevice): Promise<string> {
  return (await syncOnce(device)).cursor;
}
