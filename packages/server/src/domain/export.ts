/** The export: everything that is stored of a person, section by section, in parts that can be fetched at any pace. */
import { type Result, utf8Bytes } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { livingChat } from './chats/member-row.ts';
import { type Reading, readerOf } from './chats/reader.ts';
import { viewOfChat } from './chats/views.ts';
import { accept, type Outcome } from './command.ts';
import { noUser } from './device-row.ts';
import type { KeyPart } from './rows.ts';
import type { Page, View } from './state.ts';
import { viewOfDevice, viewOfUser } from './views.ts';

type Part = Result<'account.export'>;
type Item = Part['items'][number];

/** A section of the export, in the order of the export. */
export type Section = Part['section'];

/** Where a part begins: a section, and the key of the row behind which to go on. */
export interface ExportPlace {
  readonly section: Section;
  readonly after?: readonly KeyPart[] | undefined;
}

/** A part, and where the next one begins. */
export interface ExportPart extends Pick<Part, 'section' | 'items'> {
  readonly next: ExportPlace | null;
}

/** Rows of one part. */
const rowsAtOnce = 200;

/** What one row comes to, and the key that says where it stands. */
interface Row {
  readonly key: readonly KeyPart[];
  readonly item: Item;
}

/** Reads at most `rowsAtOnce` rows of a section behind a key. */
type Reader = (view: View, user: string, after: readonly KeyPart[] | undefined) => readonly Row[];

/** The sections, in their order. */
const sections: Readonly<Record<Section, Reader>> = {
  profile: profileOf,
  devices: devicesOf,
  settings: settingsOf,
  chats: chatsOf,
  messages: messagesOf,
  reactions: reactionsOf,
};

export const exportSections = Object.keys(sections) as readonly Section[];

/** A part of one section; it ends at `bytesMax` bytes, one item at least. */
export function exportPart(
  view: View,
  request: Reading & { readonly place: ExportPlace; readonly bytesMax: number },
): Outcome<ExportPart> {
  const { userId } = readerOf(view, request);
  if (userId === null) return noUser;
  const { section, after } = request.place;
  const rows = sections[section](view, userId, after);
  const items: Item[] = [];
  let bytes = 0;
  for (const { item } of rows) {
    bytes += utf8Bytes(JSON.stringify(item));
    if (items.length > 0 && bytes > request.bytesMax) break;
    items.push(item);
  }
  const isCut = items.length < rows.length || rows.length === rowsAtOnce;
  const last = rows[items.length - 1];
  const next = isCut && last !== undefined ? { section, after: last.key } : placeBehind(section);
  return accept({ section, items, next });
}

function placeBehind(section: Section): ExportPlace | null {
  const next = exportSections[exportSections.indexOf(section) + 1];
  return next === undefined ? null : { section: next };
}

function pageBehind(after: readonly KeyPart[] | undefined): Page {
  return after === undefined ? { limit: rowsAtOnce } : { limit: rowsAtOnce, after };
}

function profileOf(view: View, user: string, after: readonly KeyPart[] | undefined): readonly Row[] {
  const row = known(view.get('users', user), 'the user of a device');
  return after === undefined ? [{ key: [], item: { ...viewOfUser(row), createdAt: row.createdAt } }] : [];
}

function devicesOf(view: View, user: string, after: readonly KeyPart[] | undefined): readonly Row[] {
  return view.list('devices', 'byUser', [user], pageBehind(after)).map((row) => {
    const { id, createdAt, joinedAt, lastSeenAt } = row;
    return { key: [id], item: { ...viewOfDevice(row), createdAt, joinedAt, lastSeenAt } };
  });
}

function settingsOf(view: View, user: string, after: readonly KeyPart[] | undefined): readonly Row[] {
  return view.list('settings', 'byUser', [user], pageBehind(after)).map((row) => {
    const { app, scope, key, value, rev, at, editedAt, deviceId: device } = row;
    const said = value === null ? { unset: true } : { value: JSON.parse(value) as unknown };
    return { key: [user, app, scope, key], item: { app, scope, key, ...said, rev, at, editedAt, device } };
  });
}

function chatsOf(view: View, user: string, after: readonly KeyPart[] | undefined): readonly Row[] {
  return view.list('members', 'byUser', [user], pageBehind(after)).map(({ chatId, role, joinedAt, read }) => {
    const chat = known(livingChat(view, chatId), 'the chat of a member');
    const other = chat.pair?.split(' ').find((id) => id !== user);
    const partner = other === undefined ? undefined : view.get('users', other);
    const shown = partner === undefined ? {} : { partner: viewOfUser(partner) };
    return { key: [chatId, user], item: { ...viewOfChat(chat), role, joinedAt, read, ...shown } };
  });
}

function messagesOf(view: View, user: string, after: readonly KeyPart[] | undefined): readonly Row[] {
  return view.list('messages', 'byUser', [user, 1], pageBehind(after)).map((row) => {
    const { chatId: chat, seq, id, at, text, editedAt } = row;
    const replyTo = row.replyTo === null ? null : (view.get('messages', chat, row.replyTo)?.id ?? null);
    const mentions = JSON.parse(row.mentions ?? '[]') as string[];
    return { key: [chat, seq], item: { chat, id, seq, at, text, replyTo, mentions, editedAt } };
  });
}

function reactionsOf(view: View, user: string, after: readonly KeyPart[] | undefined): readonly Row[] {
  return view.list('reactions', 'byUser', [user], pageBehind(after)).map(({ chatId, seq, emoji, at }) => {
    const message = view.get('messages', chatId, seq)?.id ?? null;
    return { key: [chatId, seq, emoji, user], item: { chat: chatId, message, emoji, at } };
  });
}
