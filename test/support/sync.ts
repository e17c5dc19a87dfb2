/** `sync` as a polling client uses it: page after page, over HTTP, until there is no more. */
import type { TextEvent } from './inbox.ts';
import { itemTexts, memberText } from './json-text.ts';
import type { TestDevice } from './person.ts';
import type { Reset, Snapshot, WireEvent } from './wire.ts';

/** All that came for a cursor: parts of a snapshot, then events with their bytes. */
export interface Synced {
  readonly resets: readonly Reset[];
  readonly events: readonly TextEvent[];
  /** How many replies it took. */
  readonly pages: number;
  readonly cursor: string;
}

interface Page {
  readonly events?: readonly WireEvent[];
  readonly reset?: { readonly reason: string; readonly snapshot: Snapshot };
  readonly cursor: string;
  readonly more: boolean;
}

/** Reads on until there is no more; between two pages, `meanwhile` is awaited. */
export async function syncAll(
  device: TestDevice,
  since?: string,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<Synced> {
  const resets: Reset[] = [];
  const events: TextEvent[] = [];
  let cursor = since;
  for (let pages = 1; ; pages += 1) {
    const page = await syncOnce(device, cursor);
    cursor = page.cursor;
    events.push(...page.events);
    if (page.reset !== undefined) resets.push({ ...page.reset, cursor, more: page.more });
    if (!page.more) return { resets, events, pages, cursor };
    await meanwhile();
  }
}

/** One reply of `sync`. */
export async function syncOnce(
  device: TestDevice,
  since?: string,
): Promise<Omit<Page, 'events'> & { readonly events: readonly TextEvent[] }> {
  const { status, text, body } = await device.http.call('sync', since === undefined ? {} : { since });
  if (status !== 200) throw new Error(`sync answered ${status}: ${text}`);
  const { events = [], ...page } = body as unknown as Page;
  const texts = events.length === 0 ? [] : itemTexts(memberText(text, 'events'));
  return { ...page, events: events.map((event, index) => ({ ...event, text: texts[index] ?? '' })) };
}

/** The cursor of a snapshot of now. */
export async function headOf(device: TestDevice): Promise<string> {
  return (await syncOnce(device)).cursor;
}
