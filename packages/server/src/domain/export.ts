/** The export: everything that is stored of a person, section by section, in parts that can be fetched at any pace. */
import { type Result, refuse, utf8Bytes } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { livingChat } from './chats/member-row.ts';
import { type Reading, readerOf } from './chats/reader.ts';
import { viewOfChat } from './chats/views.ts';
import { accept, type Outcome } from './command.ts';
import { noUser } from './device-row.ts';
import type { KeyPart } from './rows.ts';
import { told } from './settings/change.ts';
import { contestedIn } from './settings/views.ts';
import type { Page, View } from './state.ts';
import { viewOfDevice, viewOfUser } from './views.ts';

type Part = Result<'account.export'>;
type Item = Part['items'][number];

/** A section of the export, in the order of the export. */
export type Section = Part['section'];

/** Where a part begins: a section, and the row behind which to go on, by what its section orders rows by. */
export interface ExportPlace {
  readonly section: Section;
  readonly after?: readonly KeyPart[] | undefined;
}

/** A part, and where the next one begins. */
export interface ExportPart extends Pick<Part, 'section' | 'items'> {
  readonly next: ExportPlace | null;
}

const noPlace = refuse('validation-failed', { hint: 'after is no `next` of this method' });

/** Rows of one part. */
const rowsAtOnce = 200;

/** What one row comes to, and where it stands in its section. */
interface Row {
  readonly place: readonly KeyPart[];
  readonly item: Item;
}

type Place = readonly KeyPart[] | undefined;

interface SectionSpec {
  /** How many parts a place has. */
  readonly parts: number;
  /** Reads at most `rowsAtOnce` rows behind a place. */
  readonly rows: (view: View, user: string, after: Place) => readonly Row[];
}

/** The sections, in their order. */
const sections: Readonly<Record<Section, SectionSpec>> = {
  profile: { parts: 0, rows: profileOf },
  devices: { parts: 1, rows: devicesOf },
  settings: { parts: 3, rows: settingsOf },
  chats: { parts: 1, rows: chatsOf },
  messages: { parts: 2, rows: messagesOf },
  reactions: { parts: 3, rows: reactionsOf },
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
  const { parts, rows: read } = sections[section];
  if (after !== undefined && after.length !== parts) return noPlace;
  const rows = read(view, userId, after);
  const items: Item[] = [];
  let bytes = 0;
  for (const { item } of rows) {
    bytes += utf8Bytes(JSON.stringify(item));
    if (items.length > 0 && bytes > request.bytesMax) break;
    items.push(item);
  }
  const isCut = items.length < rows.length || rows.length === rowsAtOnce;
  const last = rows[items.length - 1];
  const next = isCut && last !== undefined ? { section, after: last.place } : placeBehind(section);
  return accept({ section, items, next });
}

function placeBehind(section: Section): ExportPlace | null {
  const next = exportSections[exportSections.indexOf(section) + 1];
  return next === undefined ? null : { section: next };
}

function pageBehind(after: Place): Page {
  return after === undefined ? { limit: rowsAtOnce } : { limit: rowsAtOnce, after };
}

function profileOf(view: View, user: string, after: Place): readonly Row[] {
  const row = known(view.get('users', user), 'the user of a device');
  return after === undefined ? [{ place: [], item: { ...viewOfUser(row), createdAt: row.createdAt } }] : [];
}

function devicesOf(view: View, user: string, after: Place): readonly Row[] {
  return view.list('devices', 'byUser', [user], pageBehind(after)).map((row) => {
    const { id, createdAt, joinedAt, lastSeenAt } = row;
    return { place: [id], item: { ...viewOfDevice(row), createdAt, joinedAt, lastSeenAt } };
  });
}

function settingsOf(view: View, user: string, after: Place): readonly Row[] {
  return view.list('settings', 'byUser', [user], pageBehind(after && [user, ...after])).map((row) => {
    const { app, scope, key, rev, at, editedAt, deviceId: device } = row;
    const item = { app, scope, key, ...told(row.value), rev, at, editedAt, device, ...contestedIn(row) };
    return { place: [app, scope, key], item };
  });
}

function chatsOf(view: View, user: string, after: Place): readonly Row[] {
  return view
    .list('members', 'byUser', [user], pageBehind(after && [...after, user]))
    .map(({ chatId, role, joinedAt, read }) => {
      const chat = known(livingChat(view, chatId), 'the chat of a member');
      const other = chat.pair?.split(' ').find((id) => id !== user);
      const partner = other === undefined ? undefined : view.get('users', other);
      const shown = partner === undefined ? {} : { partner: viewOfUser(partner) };
      return { place: [chatId], item: { ...viewOfChat(chat), role, joinedAt, read, ...shown } };
    });
}

function messagesOf(view: View, user: string, after: Place): readonly Row[] {
  return view.list('messages', 'byUser', [user, 1], pageBehind(after)).map((row) => {
    const { chatId: chat, seq, id, at, text, editedAt } = row;
    const replyTo = row.replyTo === null ? null : (view.get('messages', chat, row.replyTo)?.id ?? null);
    const mentions = JSON.parse(row.mentions ?? '[]') as string[];
    return { place: [chat, seq], item: { chat, id, seq, at, text, replyTo, mentions, editedAt } };
  });
}

function reactionsOf(view: View, user: string, after: Place): readonly Row[] {
  return view
    .list('reactions', 'byUser', [user], pageBehind(after && [...after, user]))
    .map(({ chatId, seq, emoji, at }) => {
      const message = view.get('messages', chatId, seq)?.id ?? null;
      return { place: [chatId, seq, emoji], item: { chat: chatId, message, emoji, at } };
    });
}
