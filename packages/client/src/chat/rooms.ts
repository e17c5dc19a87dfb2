/** All rooms of the person: taken from snapshots, moved by events, and put away as a whole when somebody else logs in. */
import type { ChatSummary, Snapshot, WireEvent } from '@kith/protocol';
import type { Inside } from '../inside.ts';
import { type Cancel, Listeners } from '../observable.ts';
import type { Take } from '../replica/replica.ts';
import type { People } from './people.ts';
import { joinedSummary, Room } from './room.ts';
import { type Happened, toldMessage } from './told.ts';

const topicPrefix = 'chat:';

export interface RoomsMeans {
  readonly inside: Pick<Inside, 'replica' | 'calls' | 'limits'>;
  readonly people: People;
  readonly me: () => string | undefined;
  /** A chat is another, or shows otherwise. */
  readonly onChange: (chat: string) => void;
  /** An event came, and the room has it. */
  readonly onEvent: (chat: string, event: Happened) => void;
}

export class Rooms {
  readonly #means: RoomsMeans;
  readonly #rooms = new Map<string, Room>();
  /** All chats were told: by the server, not by the cache. */
  isWhole = false;
  /** Tells chats that are gone for this person, and those that were taken anew. */
  readonly left = new Listeners<string>();
  readonly taken = new Listeners<Room>();
  readonly whole = new Listeners<void>();
  /** Chats of the snapshot that is being taken; undefined: none is. */
  #told: Set<string> | undefined;
  #isSameLog = true;
  #wasLive = false;
  /** What came while parts of a snapshot were outstanding: a part may be older than it. */
  #early: Happened[] = [];
  /** Chats that are being asked for, and what came of each meanwhile: the answer may be older. */
  readonly #asked = new Map<string, Happened[]>();
  readonly #cancels: readonly Cancel[];

  constructor(means: RoomsMeans) {
    this.#means = means;
    const { replica } = means.inside;
    this.#cancels = [
      replica.takes.subscribe((take) => this.#take(take)),
      replica.events.subscribe((event) => this.#event(event as Happened)),
    ];
  }

  close(): void {
    for (const cancel of this.#cancels) cancel();
  }

  /** The room of a chat; one that is not known is empty. */
  room(id: string): Room {
    const known = this.#rooms.get(id);
    if (known !== undefined) return known;
    const { me, onChange, inside } = this.#means;
    const room = new Room(id, {
      me,
      onChange,
      unreadMax: () => inside.limits().unreadMax,
      fetch: (chat, message) => void this.#fetch(chat, message),
    });
    this.#rooms.set(id, room);
    return room;
  }

  /** Rooms of chats that the person is a member of. */
  get mine(): readonly (Room & { readonly summary: ChatSummary })[] {
    return [...this.#rooms.values()].filter(
      (it): it is Room & { readonly summary: ChatSummary } => it.summary !== null,
    );
  }

  get all(): Iterable<Room> {
    return this.#rooms.values();
  }

  /** What the cache of this device has, until the server speaks. */
  restore(summaries: readonly ChatSummary[]): void {
    if (this.isWhole || this.#told !== undefined) return;
    for (const summary of summaries) this.room(summary.id).take(summary);
  }

  clear(): void {
    this.isWhole = false;
    this.#told = undefined;
    this.#early = [];
    for (const room of this.mine) this.#leave(room);
  }

  /** The connection is back: what may be wrong is asked for, and presence, which is in no event. */
  renew(): void {
    if (this.#wasLive && this.mine.some(({ summary }) => summary.kind === 'direct')) void this.#lookAround();
    this.#wasLive = true;
    for (const room of this.mine) if (room.tally?.isUnsure === true) void this.ask(room.id);
  }

  /** Asks for one chat as a whole: its counts may be wrong, or it has just been joined. */
  async ask(id: string): Promise<void> {
    if (this.#asked.has(id)) return;
    const meanwhile: Happened[] = [];
    this.#asked.set(id, meanwhile);
    const { calls } = this.#means.inside;
    const answer = await calls.call('chats.get', { chat: id }, 'bound').catch(() => undefined);
    this.#asked.delete(id);
    const room = this.#rooms.get(id);
    if (answer === undefined || room === undefined || room.summary === null) return;
    const { members, ...summary } = answer.chat;
    this.#means.people.meet(members);
    this.#takeSummary(summary);
    this.#recount(room, meanwhile);
  }

  async #lookAround(): Promise<void> {
    let after: string | undefined;
    do {
      const { calls } = this.#means.inside;
      const page = await calls.call('chats.list', { after }, 'bound').catch(() => undefined);
      for (const summary of page?.chats ?? []) this.#meet(summary);
      after = page?.more === true ? page.chats.at(-1)?.id : undefined;
    } while (after !== undefined);
  }

  #meet({ partner, presence }: ChatSummary): void {
    const { people } = this.#means;
    if (partner !== undefined) people.take([partner]);
    if (partner !== undefined && presence !== undefined) people.present(partner.id, presence);
  }

  #take(take: Take): void {
    switch (take.kind) {
      case 'begin':
        this.#told = new Set();
        this.#early = [];
        this.#isSameLog = take.isSameLog;
        this.#add(take.snapshot);
        return;
      case 'part':
        this.#add(take.snapshot);
        return;
      case 'end':
        for (const room of this.mine) if (!this.#told?.has(room.id)) this.#leave(room);
        this.#told = undefined;
        this.#early = [];
        this.isWhole = true;
        this.whole.tell();
        return;
      case 'limited': {
        const id = take.topic.slice(topicPrefix.length);
        this.#rooms.get(id)?.doubt();
        void this.ask(id);
      }
    }
  }

  #add({ chats, users }: Snapshot): void {
    this.#means.people.take(users);
    for (const summary of chats) {
      this.#told?.add(summary.id);
      const room = this.room(summary.id);
      const isMissed = !this.#isSameLog || room.summary?.seq !== summary.seq;
      this.#takeSummary(summary);
      if (isMissed) room.doubt();
      this.taken.tell(room);
      this.#recount(
        room,
        this.#early.filter((event) => chatOf(event) === summary.id),
      );
    }
  }

  #takeSummary(summary: ChatSummary): void {
    this.#meet(summary);
    this.room(summary.id).take(summary);
  }

  #event(event: Happened): void {
    const chat = chatOf(event);
    if (chat === undefined) return;
    if (this.#told !== undefined) this.#early.push(event);
    this.#asked.get(chat)?.push(event);
    const me = this.#means.me();
    const room = this.room(chat);
    if (event.type === 'member.joined') {
      this.#means.people.take([
        event.data.member.user,
        ...(event.data.chat.members ?? []).map(({ user }) => user),
      ]);
      if (event.data.user === me && me !== undefined) this.#join(room, event, me);
    }
    this.#apply(room, event);
    this.#means.onEvent(chat, event);
    const isLeft = event.type === 'member.left' && event.data.user === me;
    if (isLeft || event.type === 'chat.deleted') this.#leave(room);
  }

  #apply(room: Room, event: Happened): void {
    if (!this.#ofUser(room, event)) room.event(event);
    if (room.tally?.isUnsure === true) void this.ask(room.id);
    this.#means.onChange(room.id);
  }

  /** What is in what was told now is passed over by its seq. */
  #recount(room: Room, events: readonly Happened[]): void {
    for (const event of events) if (!this.#ofUser(room, event)) room.count(event);
    this.#means.onChange(room.id);
  }

  /** What stands in the topic of the person, and is about a chat. */
  #ofUser(room: Room, event: Happened): boolean {
    if (event.type === 'receipt.marked') room.tally?.marked(event.data.seq);
    else if (event.type === 'request.accepted') this.#accepted(room);
    else return false;
    return true;
  }

  #accepted(room: Room): void {
    if (room.summary === null) return;
    const { request: _, ...summary } = room.summary;
    room.summary = summary;
  }

  /** A chat that was joined has a past, which its first event does not tell. */
  #join(room: Room, event: WireEvent<'member.joined'>, me: string): void {
    this.#told?.add(room.id);
    room.take(joinedSummary(event, me));
    room.doubt();
    void this.ask(room.id);
  }

  #leave(room: Room): void {
    room.leave();
    this.left.tell(room.id);
  }

  async #fetch(chat: string, message: string): Promise<void> {
    const params = { chat, message };
    const answer = await this.#means.inside.calls
      .call('messages.get', params, 'bound')
      .catch(() => undefined);
    if (answer === undefined) return;
    this.#means.people.take(answer.users);
    this.#rooms.get(chat)?.fetched(toldMessage(answer.message));
  }
}

/** The chat that an event is about. */
function chatOf({ topic, type, data }: Happened): string | undefined {
  if (topic.startsWith(topicPrefix)) return topic.slice(topicPrefix.length);
  return type === 'receipt.marked' || type === 'request.accepted' ? data.chat : undefined;
}
