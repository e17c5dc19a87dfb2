/** An own message on its way to the server: what is kept of it on this device, and how far it is. */
import type { Preview, SendState } from './api.ts';

/** What outlives the page. */
export interface KeptEntry {
  /** The same for good: what lists know it by. */
  readonly key: string;
  /** The command; sent again with it, it is stored once. */
  readonly id: string;
  readonly chat: string;
  readonly user: string;
  readonly text: string;
  readonly replyTo: Preview | null;
  readonly mentions?: readonly string[] | undefined;
  /** The draft that it was, which goes with it. */
  readonly draft?: string | undefined;
  /** The draft that goes with it instead where the server holds this one still. */
  readonly draftBefore?: string | undefined;
  readonly at: number;
  /** Goes up with each own message: their order. */
  readonly order: number;
  /** What is stored of it stands behind this seq: the head of the chat when it was said, or when it was sent. */
  readonly after: number;
  /** It may be stored already. */
  readonly wasSent: boolean;
  /** Who sends it. */
  readonly tab: string;
  readonly error: string | null;
}

export interface Entry extends KeptEntry {
  readonly state: SendState;
  /** What the server said that it is; the event may not be here yet. */
  readonly stored?: { readonly id: string; readonly seq: number; readonly at: number } | undefined;
  /** A message of this device that came before the answer, and is this one by all that is known. */
  readonly claimed?: string | undefined;
}

/** Own messages of a chat stand in the order in which they were said. */
export function inOrder(a: KeptEntry, b: KeptEntry): number {
  return a.order - b.order || (a.key < b.key ? -1 : 1);
}

export function keptOf({ state: _, stored: __, claimed: ___, ...kept }: Entry): KeptEntry {
  return kept;
}

/** As another life of this device left it. */
export function revived(kept: KeptEntry): Entry {
  if (kept.error !== null) return { ...kept, state: 'failed' };
  return { ...kept, state: kept.wasSent ? 'unconfirmed' : 'queued' };
}
