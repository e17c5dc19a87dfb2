/** The state as `domain` sees it: rows to read and write, topics to append to. Stores implement it. */
import type { Topic } from '@kith/protocol';
import type { KeyPart, LookupName, TableName, Tables } from './rows.ts';

/** An event as it stands in the log. */
export interface LoggedEvent {
  /** Position in the whole log, dense from 1. */
  readonly offset: number;
  readonly topic: Topic;
  /** Position in the topic, dense from 1. */
  readonly seq: number;
  readonly type: string;
  /** Server time in ms; never falls along the log. */
  readonly at: number;
  readonly user: string | null;
  readonly device: string | null;
  /** The body as JSON text. */
  readonly data: string;
  /** The first 32 bits of the event's hash in hex: what cursors carry. */
  readonly check: string;
}

/** Which part of a lookup's rows to read, in key order. */
export interface Page {
  readonly limit?: number;
  /** Only rows behind this key, which is one that the lookup could give; before it where `descending`. */
  readonly after?: readonly KeyPart[];
  /** Only rows whose last key column is above, or below, this; the rest of the key must be fixed by the lookup. */
  readonly above?: number;
  readonly below?: number;
  readonly descending?: true;
}

/** A part of a topic that somebody may read, both ends included. The same topic may stand several times. */
export interface Reach {
  readonly topic: Topic;
  /** 1 where it is absent. */
  readonly from?: number;
  /** Without end where it is absent. */
  readonly to?: number;
}

/** What is looked for in messages: words as `domain/messages/words.ts` makes them. */
export interface MessageQuery {
  /** Each a word or a phrase of several; all must stand in the text. */
  readonly phrases: readonly { readonly words: readonly string[]; readonly isBeginning: boolean }[];
  /** Only in these chats. Each costs a look into the index. */
  readonly chats: readonly string[];
  /** Only messages that were stored before this one. */
  readonly below?: number | undefined;
  /** Only messages before this seq; where there is one chat. */
  readonly belowSeq?: number | undefined;
  readonly limit: number;
}

/** A message that was found; `number` orders messages by the time when they were stored. */
export interface Found {
  readonly chatId: string;
  readonly seq: number;
  readonly number: number;
}

/** Reads; everything read in one call of a decider or query belongs to one moment. */
export interface View {
  /** Offset and check of the last event, or 0 and zeros. */
  readonly head: { readonly offset: number; readonly check: string };
  /** Random name of the log's lineage. */
  readonly epoch: string;
  /** Everything up to here is trimmed away; cursors before it are reset. 0: nothing. */
  readonly floor: number;
  /** The row with this key. */
  get<T extends TableName>(table: T, ...key: KeyPart[]): Readonly<Tables[T]> | undefined;
  /** The row of a unique lookup. */
  find<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    ...values: KeyPart[]
  ): Readonly<Tables[T]> | undefined;
  /** The rows of a lookup, in key order; see `Page`. */
  list<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page?: Page,
  ): readonly Readonly<Tables[T]>[];
  /** How many rows a lookup has, of those above where that is said, counted up to `limit`. No row is read. */
  count<T extends TableName>(
    table: T,
    lookup: LookupName<T>,
    values: readonly KeyPart[],
    page: { readonly above?: number; readonly limit: number },
  ): number;
  /** Live messages in which all words of the query stand, newest first. */
  search(request: MessageQuery): readonly Found[];
  /** Seq of the last event of the topic; 0: none yet. */
  seq(topic: Topic): number;
  /** The event at this offset, unless it is trimmed or not there yet. */
  eventAt(offset: number): LoggedEvent | undefined;
  /** The check at this offset; also known at the trim point itself, whose event is gone. */
  checkAt(offset: number): string | undefined;
  /** The event with this seq in the topic, unless it is trimmed or not there yet. */
  eventOf(topic: Topic, seq: number): LoggedEvent | undefined;
  /** Events by callers in this user about this subject, after an offset, in offset order. */
  eventsAbout(
    user: string,
    subject: string,
    page: { readonly after: number; readonly limit: number },
  ): readonly LoggedEvent[];
  /** Events of the topic that concern the safety of an account (`activity.ts`), below a seq, newest first. */
  securityEvents(
    topic: Topic,
    page: { readonly below: number; readonly limit: number },
  ): readonly LoggedEvent[];
  /**
   * Events of these reaches with `after < offset ≤ upTo`, in offset order, cut at `limit` events or `bytesMax`
   * bytes of data (one event at least). `through` is the offset up to which nothing of the topics is missing.
   */
  events(request: {
    readonly reach: readonly Reach[];
    readonly after: number;
    readonly upTo: number;
    readonly limit: number;
    readonly bytesMax: number;
  }): { readonly events: readonly LoggedEvent[]; readonly through: number };
}

/** An event to be appended. */
export interface NewEvent {
  readonly topic: Topic;
  readonly type: string;
  readonly user: string | null;
  readonly device: string | null;
  /** JSON text. It must not depend on the offset, which is not known yet. */
  readonly data: string;
  /** What it is about, so that all that was ever told of it is found again; only where that is asked for. */
  readonly subject?: string;
  /** The command that caused it, on the first event of the command: retries find it again. */
  readonly command?: { readonly id: string; readonly digest: string };
}

/** What the log knows of an earlier run of a command. */
export type Prior =
  | { readonly digest: string; readonly event: LoggedEvent }
  | { readonly digest: string; readonly outcome: string };

/** Reads and writes of one command; all of it is committed together, refused or not. */
export interface State extends View {
  /** Time of this decision: never before the last event's. */
  readonly now: number;
  /** The earlier run of this device's command, if there was one. */
  prior(device: string, command: string): Prior | undefined;
  put<T extends TableName>(table: T, row: Tables[T]): void;
  remove<T extends TableName>(table: T, ...key: KeyPart[]): void;
  /** Appends an event and returns its seq, which is `seq(topic) + 1`. */
  append(event: NewEvent): number;
  /** Replaces the body of an earlier event; offset, seq and the hash of the first body stay. */
  redact(topic: Topic, seq: number, data: string): void;
}
