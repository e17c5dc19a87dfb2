/** The journal: the port by which edits that are not answered may outlive the process. In memory it does nothing. */
import type { Place } from './place.ts';
import type { Op } from './row.ts';

/** An edit that is not answered, and where it belongs. */
export interface JournalEntry extends Place {
  readonly op: Op;
  /** It was sent, perhaps stored: its body must not change any more. */
  readonly isSent: boolean;
}

/** Keeps edits. Both calls return at once; an entry replaces the one with the id of its op. */
export interface Journal {
  put(entry: JournalEntry): void;
  remove(id: string): void;
}

/** Keeps nothing. */
export const noJournal: Journal = { put: () => undefined, remove: () => undefined };
