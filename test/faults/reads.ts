/** Full reads over the wire at the end of a run: the events since the beginning, what stands, and what was. */
import { app } from './command.ts';
import type { Device, SyncPage } from './device.ts';
import { fromWire, offsetOf, said, subjectOf, textMeaning } from './said.ts';

/** Reads all events since the device's first cursor; its replica takes none of them. */
export async function readEvents(device: Device): Promise<void> {
  const { recorder, replica } = device;
  const { firstCursor = '', topics } = replica;
  const offset = offsetOf(firstCursor);
  const read = `sync of ${device.tag}`;
  recorder.add({
    what: 'read',
    read,
    by: 'sync',
    t0: recorder.now(),
    topics: [topics.device, topics.user, ...device.town.chats.map((chat) => `chat:${chat}`)],
    offset,
    device: device.id,
  });
  for (let since = firstCursor, more = true; more; ) {
    const page = (await result(device, 'sync', { since })) as SyncPage;
    if ('reset' in page)
      throw new Error(`${device.tag} cannot read from its beginning: ${page.reset.reason}`);
    for (const event of page.events) recorder.add({ what: 'row', read, ...said(fromWire(event)) });
    since = page.cursor;
    more = page.more;
  }
}

interface Entry {
  readonly key: string;
  readonly scope: string;
  readonly rev: number;
  readonly value: { readonly mark: string };
}

/** Reads the settings as they stand, and the history of each. */
export async function readSettings(device: Device): Promise<void> {
  const { recorder, replica } = device;
  const { user: topic } = replica.topics;
  const standing = `settings of ${device.tag}`;
  const t0 = recorder.now();
  const { entries, cursor } = (await result(device, 'settings.get', { app })) as {
    entries: Entry[];
    cursor: string;
  };
  recorder.add({
    what: 'read',
    read: standing,
    by: 'standing',
    t0,
    topics: [topic],
    offset: offsetOf(cursor),
  });
  for (const { key, scope, rev, value } of entries) {
    const subject = subjectOf({ app, key, scope });
    recorder.add({ what: 'setting', read: standing, topic, subject, seq: rev, mark: value.mark });
  }
  const history = `history of ${device.tag}`;
  recorder.add({ what: 'read', read: history, by: 'history', t0: recorder.now(), topics: [topic] });
  for (const { key, scope } of entries) await readHistory(device, { read: history, topic, key, scope });
}

interface Change {
  readonly entry: string;
  readonly rev: number | null;
  readonly new: { readonly mark: string };
}

async function readHistory(
  device: Device,
  { read, topic, key, scope }: { read: string; topic: string; key: string; scope: string },
): Promise<void> {
  const subject = subjectOf({ app, key, scope });
  for (let before: { before?: string } | undefined = {}; before !== undefined; ) {
    const params = { app, key, scope, ...before };
    const page = (await result(device, 'settings.history', params)) as { entries: Change[]; more: boolean };
    for (const { rev, new: value } of page.entries)
      device.recorder.add({ what: 'setting', read, topic, subject, seq: rev, mark: value.mark });
    const last = page.entries.at(-1);
    before = page.more && last !== undefined ? { before: last.entry } : undefined;
  }
}

interface Page {
  readonly messages: readonly { readonly id: string; readonly seq: number; readonly text: string | null }[];
  readonly hasAfter: boolean;
}

/** Reads every chat that one of these devices is in, whole, once. */
export async function readMessages(devices: readonly Device[]): Promise<void> {
  const read = new Set<string>();
  for (const device of devices) {
    for (const chat of device.replica.chats) {
      if (!read.has(chat)) await readChat(device, chat);
      read.add(chat);
    }
  }
}

/** All is quiet by now: what is read page by page is of the position where the device stands. */
async function readChat(device: Device, chat: string): Promise<void> {
  const { recorder, replica } = device;
  const read = `messages of ${chat}`;
  const topic = `chat:${chat}`;
  const offset = offsetOf(replica.cursor ?? '');
  recorder.add({ what: 'read', read, by: 'standing', t0: recorder.now(), topics: [topic], offset });
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: Page = (await result(device, 'messages.list', { chat, after, limit: 100 })) as Page;
    for (const { id, text } of page.messages) {
      if (text === null) continue;
      const { mark } = textMeaning(text);
      recorder.add({ what: 'setting', read, topic, subject: `message ${id}`, seq: null, mark });
    }
    after = page.hasAfter ? page.messages.at(-1)?.seq : undefined;
  }
}

/** The offset of the head, where nothing is behind the device's cursor; undefined: something is, or nobody knows. */
export async function headSeenBy(device: Device): Promise<number | undefined> {
  const { cursor: since } = device.replica;
  if (since === undefined) return undefined;
  const reply = await device.call('sync', { since });
  if (reply.kind !== 'result') return undefined;
  const page = reply.result as SyncPage;
  return 'reset' in page || page.events.length > 0 ? undefined : offsetOf(page.cursor);
}

async function result(device: Device, method: string, params: object): Promise<unknown> {
  const reply = await device.call(method, params);
  if (reply.kind === 'result') return reply.result;
  throw new Error(`${device.tag}: ${method} came to ${JSON.stringify(reply)}`);
}
