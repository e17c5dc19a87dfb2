/** What the person chose about chats: settings of the app `kith`, read and written by their meaning. */
import type { Json } from '@kith/protocol';
import type { Client } from '../client.ts';
import { type Inside, insideOf } from '../inside.ts';
import type { Cancel, Readable } from '../observable.ts';
import type { Settings } from '../settings/api.ts';
import type { Place } from '../settings/place.ts';
import { stored } from '../settings/row.ts';

/** What holds where nobody chose. The names and shapes are those of the protocol's table of these settings. */
const usual = {
  'privacy.receipts': true,
  'privacy.typing': true,
  'show.receipts': true,
  'show.typing': true,
  'inbox.seen': 0,
} as const;

/** A message that somebody has begun to write. */
export interface KeptDraft {
  readonly id: string;
  readonly text: string;
  readonly replyTo?: string | undefined;
}

/** Drafts of one chat below what shows. */
export interface DraftsBelow {
  /** On its way to the server, not answered. */
  readonly leaving: KeptDraft | undefined;
  /** What the server holds, as far as it has told. */
  readonly stored: KeptDraft | undefined;
  /** The server has told that it holds none any more. */
  readonly wasUnset: boolean;
}

type Choice = 'block' | 'mute' | 'pin' | 'archive' | 'draft';

export class Choices {
  readonly settings: Settings<Record<string, Json>>;
  readonly values: Readable<Record<string, Json>>;
  readonly #inside: Pick<Inside, 'table' | 'editor'>;

  constructor(client: Client) {
    this.#inside = insideOf(client);
    this.settings = client.settings<Record<string, Json>>('kith', { ...usual });
    this.values = this.settings.values;
  }

  is(key: 'privacy.receipts' | 'privacy.typing' | 'show.receipts' | 'show.typing'): boolean {
    return this.values.get()[key] !== false;
  }

  get seen(): number {
    return numberIn(this.values.get()['inbox.seen']) ?? 0;
  }

  isBlocked(user: string): boolean {
    return this.#of('block', user) === true;
  }

  get blocked(): readonly string[] {
    const prefix = 'block.';
    return Object.entries(this.values.get())
      .filter(([key, value]) => key.startsWith(prefix) && value === true)
      .map(([key]) => key.slice(prefix.length));
  }

  /** Until when; null: for good; undefined: it is not muted. */
  mutedUntil(chat: string): number | null | undefined {
    const mute = this.#of('mute', chat);
    if (typeof mute !== 'object' || mute === null || !('until' in mute)) return undefined;
    return mute.until === null ? null : numberIn(mute.until);
  }

  /** The times at which mutes end. */
  get muteEnds(): readonly number[] {
    return Object.keys(this.values.get())
      .filter((key) => key.startsWith('mute.'))
      .map((key) => this.mutedUntil(key.slice('mute.'.length)))
      .filter((until) => typeof until === 'number');
  }

  /** Higher ones stand first; undefined: it is not pinned. */
  pinned(chat: string): number | undefined {
    return numberIn(this.#of('pin', chat));
  }

  /** The seq up to which it is put away. */
  archived(chat: string): number | undefined {
    return numberIn(this.#of('archive', chat));
  }

  draft(chat: string): KeptDraft | undefined {
    return draftIn(this.#of('draft', chat));
  }

  /** Calls `listener` after each answer and event about any of them, also where the same shows. */
  watch(listener: () => void): Cancel {
    return this.#inside.table.changes.subscribe((app) => {
      if (app === this.settings.app) listener();
    });
  }

  /** What the server has of the drafts of a chat, or may get of them. */
  draftsBelow(chat: string): DraftsBelow {
    const row = this.#inside.table.row(draftPlace(chat));
    return {
      leaving: draftIn(row.flight?.value),
      stored: draftIn(stored(row)),
      wasUnset: row.acked === undefined && row.confirmed !== undefined && row.confirmed.value === undefined,
    };
  }

  /** Whether the server has not answered yet that it holds this draft. */
  isDraftSaving(chat: string, id: string): boolean {
    const { pending, flight } = this.#inside.table.row(draftPlace(chat));
    return [pending, flight].some((op) => draftIn(op?.value)?.id === id);
  }

  /** Takes back a draft that has not left; an emptied one goes its way. */
  withdrawDraft(chat: string): void {
    const place = draftPlace(chat);
    if (draftIn(this.#inside.table.row(place).pending?.value) !== undefined)
      this.#inside.editor.withdraw(place);
  }

  set(name: Choice, id: string, value: Json | undefined): void {
    const key = `${name}.${id}`;
    if (value === undefined) this.settings.unset(key);
    else this.settings.set(key, value);
  }

  see(at: number): void {
    if (at > this.seen) this.settings.set('inbox.seen', at);
  }

  #of(name: Choice, id: string): Json | undefined {
    return this.values.get()[`${name}.${id}`];
  }
}

function draftPlace(chat: string): Place {
  return { app: 'kith', scope: 'user', key: `draft.${chat}` };
}

function draftIn(draft: Json | undefined): KeptDraft | undefined {
  if (typeof draft !== 'object' || draft === null || !('text' in draft)) return undefined;
  const { id, text, replyTo } = draft;
  if (typeof id !== 'string' || typeof text !== 'string') return undefined;
  return typeof replyTo === 'string' ? { id, text, replyTo } : { id, text };
}

function numberIn(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
