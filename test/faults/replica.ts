/** What a device has of the log: where it stands and what it saw; everything that it takes goes on record. */
import { deviceTopic, userTopic } from '@kith/protocol';
import type { Taken } from '../checkers/record.ts';
import type { Topics } from './command.ts';
import type { Recorder } from './recorder.ts';
import { fromWire, offsetOf, said, type ToldEvent } from './said.ts';

/** The user that a device is in. */
export interface JoinedUser {
  readonly id: string;
  readonly handle: string;
}

/** A snapshot, as far as it is kept. */
export interface Snapshot {
  readonly user: JoinedUser | null;
  readonly settings: readonly { readonly key: string; readonly rev: number }[];
  readonly chats: readonly { readonly id: string }[];
  readonly topics: readonly { readonly topic: string; readonly seq: number }[];
}

export interface Reset {
  readonly reason: string;
  readonly snapshot: Snapshot;
  readonly cursor: string;
}

/** Events of a chat that are not replayed. */
export interface Limited {
  readonly topic: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** A message that the device saw. */
export interface Seen {
  readonly chat: string;
  readonly id: string;
  /** Said by its user. */
  readonly isOwn: boolean;
}

/** Messages that are kept to choose from. */
const messagesMax = 200;

/** The answer to a hello. */
export interface Greeting {
  readonly cursor: string;
  readonly resumed: boolean;
  readonly user: JoinedUser | null;
}

export class Replica {
  readonly device: string;
  readonly #recorder: Recorder;
  readonly #revs = new Map<string, number>();
  readonly #chats = new Set<string>();
  readonly #messages: Seen[] = [];
  #user: JoinedUser | null = null;
  #cursor: string | undefined;
  #firstCursor: string | undefined;

  constructor(device: string, recorder: Recorder) {
    this.device = device;
    this.#recorder = recorder;
  }

  get user(): JoinedUser | null {
    return this.#user;
  }

  get topics(): Topics {
    return { device: deviceTopic(this.device), user: this.#user === null ? '' : userTopic(this.#user.id) };
  }

  /** The chats that its user is in, as far as it knows. */
  get chats(): ReadonlySet<string> {
    return this.#chats;
  }

  /** The last messages that it saw. */
  get messages(): readonly Seen[] {
    return this.#messages;
  }

  /** Where it stands; undefined: it took nothing yet. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Where it began; all that it may read since then can be read again from here. */
  get firstCursor(): string | undefined {
    return this.#firstCursor;
  }

  /** The last rev that it saw of a key; 0: none. */
  revOf(key: string): number {
    return this.#revs.get(key) ?? 0;
  }

  /** Takes an event. It drops nothing, so that what comes twice is seen twice. */
  take(event: ToldEvent, connection: string): void {
    this.#record({ what: 'event', ...this.#on(connection), ...said(fromWire(event)) });
    this.#cursor = event.cursor;
    const { key, rev, device, user } = event.data as unknown as EventData;
    if (event.type === 'setting.changed') this.#revs.set(key, rev);
    if (event.type === 'device.joined' && device.id === this.device) this.#user = user;
    if (event.topic.startsWith('chat:')) this.#takeInChat(event);
  }

  /** What lies between is not told: nothing is known of it. */
  skip({ topic, fromSeq, toSeq }: Limited, connection: string): void {
    this.#record({ what: 'limited', ...this.#on(connection), topic, fromSeq, toSeq });
  }

  /** Forgets what it has and takes a snapshot. */
  reset({ reason, snapshot, cursor }: Reset, connection: string): void {
    const topics = Object.fromEntries(snapshot.topics.map(({ topic, seq }) => [topic, seq]));
    this.#record({ what: 'reset', ...this.#on(connection), reason, offset: offsetOf(cursor), topics });
    this.#cursor = cursor;
    this.#firstCursor = cursor;
    this.#user = snapshot.user;
    this.#revs.clear();
    this.#chats.clear();
    for (const { id } of snapshot.chats) this.#chats.add(id);
    for (const { key, rev } of snapshot.settings) this.#revs.set(key, rev);
  }

  /** Goes on to a cursor: nothing that it may see is between. */
  move(cursor: string, connection: string): void {
    this.#record({ what: 'cursor', ...this.#on(connection), offset: offsetOf(cursor) });
    this.#cursor = cursor;
  }

  /** The hello with this cursor was answered. */
  greeted(since: string | undefined, { cursor, resumed, user }: Greeting, connection: string): void {
    const from = since === undefined ? null : offsetOf(since);
    this.#record({ what: 'hello', ...this.#on(connection), since: from, offset: offsetOf(cursor), resumed });
    if (since !== undefined) return;
    this.#cursor = cursor;
    this.#firstCursor = cursor;
    this.#user = user;
  }

  closed(code: number, connection: string): void {
    this.#record({ what: 'close', ...this.#on(connection), code });
  }

  #takeInChat({ topic, type, actor, data }: ToldEvent): void {
    const chat = topic.slice('chat:'.length);
    const { id, user } = data as unknown as { id: string; user: string };
    const isMine = user === this.#user?.id;
    if (type === 'member.joined' && isMine) this.#chats.add(chat);
    else if (type === 'chat.deleted' || (type === 'member.left' && isMine)) this.#chats.delete(chat);
    else if (type === 'message.sent') {
      this.#messages.push({ chat, id, isOwn: actor.user === this.#user?.id });
      if (this.#messages.length > messagesMax) this.#messages.shift();
    }
  }

  #on(connection: string): Pick<Taken, 't' | 'device' | 'connection'> {
    return { t: this.#recorder.now(), device: this.device, connection };
  }

  #record(taken: Taken): void {
    this.#recorder.add(taken);
  }
}

interface EventData {
  readonly key: string;
  readonly rev: number;
  readonly device: { readonly id: string };
  readonly user: JoinedUser;
}
