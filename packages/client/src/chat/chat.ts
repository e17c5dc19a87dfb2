/** One chat as an app holds it: what can be read of it, and what shows at once when it is done. */
import type { Inside } from '../inside.ts';
import type { Chat, ChatEntry, DraftField, Message, SendOptions, Thread } from './api.ts';
import type { Choices } from './choices.ts';
import { ChatCommands } from './commands.ts';
import { Draft } from './draft.ts';
import { type EntryMeans, entryOf } from './entries.ts';
import { Live } from './live.ts';
import type { Marks } from './marks.ts';
import { Members } from './members.ts';
import type { Outbox } from './outbox.ts';
import { type Change, Overlay } from './overlay.ts';
import type { People } from './people.ts';
import type { Room } from './room.ts';
import { Shown } from './shown.ts';
import { ChatThread } from './thread.ts';
import { type Happened, previewOf, reacted, type ToldMessage } from './told.ts';
import type { Typing } from './typing.ts';

export interface ChatMeans {
  readonly inside: Inside;
  readonly room: Room;
  readonly people: People;
  readonly choices: Choices;
  readonly outbox: Outbox;
  readonly marks: Marks;
  readonly typing: Typing;
  readonly entries: Omit<EntryMeans, 'draft'>;
  readonly me: () => string | undefined;
  readonly serverNow: () => number;
  readonly isOpen: () => boolean;
  /** What lists show of it may be another. */
  readonly onChange: (chat: string) => void;
  readonly onNewest: (chat: string) => void;
}

export class ChatDoor extends ChatCommands implements Chat {
  readonly entry: Live<ChatEntry | null>;
  readonly members: Chat['members'];
  readonly receipts: Chat['receipts'];
  readonly draft: Live<DraftField>;
  readonly overlay: Overlay;
  readonly #means: ChatMeans;
  readonly #members: Members;
  readonly #draft: Draft;
  readonly #shown: Shown;

  constructor(means: ChatMeans) {
    super(means);
    this.#means = means;
    const { room, inside, choices, outbox, people, me } = means;
    const onChange = () => means.onChange(room.id);
    this.overlay = new Overlay(() => this.touchThreads());
    this.#draft = new Draft({ environment: inside.environment, choices, chat: room.id, onChange });
    this.draft = this.#draft.shown;
    this.entry = new Live((before) =>
      entryOf(room, { ...means.entries, draft: () => this.#draft.text }, before),
    );
    const isReceiptShown = () => choices.is('show.receipts');
    this.#members = new Members({ calls: inside.calls, chat: room.id, people, isReceiptShown });
    this.members = this.#members.members;
    this.receipts = this.#members.receipts;
    this.#shown = new Shown({
      me,
      keyOf: (message) => outbox.keyOf(message),
      overlaid: (message) => this.overlay.shown(message),
      pending: (message) => this.overlay.pending(message),
    });
  }

  /** An event of the chat came, and the room has it. */
  event(event: Happened): void {
    this.#members.event(event);
    const about = aboutOf(event);
    const message = about === undefined ? undefined : this.#means.room.message(about);
    if (message !== undefined) this.overlay.told(message, { isOwn: event.actor.user === this.#means.me() });
  }

  /** The state was taken anew, or the connection is back. */
  renew(): void {
    this.overlay.retaken();
    this.#members.renew();
    for (const thread of this.#means.room.threads) thread.renew();
  }

  touch(): void {
    this.entry.touch();
  }

  touchMembers(): void {
    this.#members.touch();
  }

  touchThreads(): void {
    for (const thread of this.#means.room.threads) thread.touch();
  }

  /** The person chose otherwise. */
  chosen(): void {
    this.#draft.touch();
    this.#members.touch();
    this.entry.touch();
  }

  flush(): void {
    this.#draft.flush();
  }

  /** Somebody else is here: what was begun goes with whom it belonged to. */
  forget(): void {
    this.#draft.clear();
    this.#members.clear();
    this.overlay.clear();
  }

  shownMessage(message: ToldMessage): Message {
    return this.#shown.message(message);
  }

  moreMembers(): Promise<void> {
    return this.#members.more();
  }

  thread(): Thread {
    return this.#open(undefined);
  }

  replies(message: string): Thread {
    return this.#open(message);
  }

  send(text: string, { replyTo, mentions }: SendOptions = {}): Message {
    const { outbox, room, inside, typing, me } = this.#means;
    typing.ended(this.id, { isSaid: true });
    const quoted = replyTo === undefined ? undefined : room.message(replyTo);
    const preview = quoted === undefined ? replyTo && room.previewed(replyTo) : previewOf(quoted);
    const entry = outbox.say({
      chat: this.id,
      user: me() ?? '',
      text,
      replyTo: preview || null,
      mentions,
      ...this.#draft.send(),
      after: Math.max(room.summary?.seq ?? 0, inside.replica.last(`chat:${this.id}`)),
    });
    return this.#shown.entry(entry);
  }

  retry(key: string): void {
    this.#means.outbox.retry(key);
  }

  discard(key: string): void {
    this.#means.outbox.discard(key);
  }

  async edit(message: string, text: string): Promise<void> {
    const { outbox, serverNow } = this.#means;
    if (outbox.reword(message, text)) return;
    await this.#change(
      message,
      'messages.edit',
      { text },
      {
        pending: 'edit',
        apply: (it) => (it.text === null ? it : { ...it, text, editedAt: it.editedAt ?? serverNow() }),
        isMet: (it) => it.text === text || it.text === null,
      },
    );
  }

  async delete(message: string): Promise<void> {
    const { outbox, me } = this.#means;
    if (outbox.discard(message)) return;
    await this.#change(
      message,
      'messages.delete',
      {},
      {
        pending: 'delete',
        apply: (it) => ({ ...it, text: null, mentions: [], reactions: [], deletedBy: me() ?? null }),
        isMet: (it) => it.text === null,
      },
    );
  }

  async react(message: string, emoji: string, remove = false): Promise<void> {
    const { me } = this.#means;
    const type = remove ? 'reaction.removed' : 'reaction.added';
    const event = { type, data: { user: me() ?? '', emoji } } as const;
    await this.#change(
      message,
      'messages.react',
      { emoji, ...(remove && { remove }) },
      {
        pending: null,
        apply: (it) => reacted(it, event, me()),
        isMet: (it) => (it.reactions.find((one) => one.emoji === emoji)?.mine ?? false) === !remove,
      },
    );
  }

  markRead(seq: number): void {
    this.#means.marks.mark(this.id, seq);
  }

  markUnread(seq: number): void {
    this.#means.marks.mark(this.id, Math.max(0, seq - 1), true);
  }

  typing(): void {
    this.#means.typing.typed(this.id);
  }

  stopTyping(): void {
    this.#means.typing.ended(this.id);
  }

  setDraft(text: string, replyTo: string | null = null): void {
    this.#draft.write(text, replyTo);
  }

  holdDraft(hold: boolean): void {
    this.#draft.hold(hold);
  }

  takeTheirs(): void {
    this.#draft.takeTheirs();
  }

  #open(root: string | undefined): Thread {
    const { room, outbox, inside, people, isOpen, onNewest } = this.#means;
    const thread: ChatThread = new ChatThread({
      root,
      reading: room.reading,
      shown: this.#shown,
      unsent: () => outbox.of(this.id).filter(({ replyTo }) => root === undefined || replyTo?.id === root),
      list: async (where) => {
        const page = await inside.calls.call(
          'messages.list',
          { chat: this.id, thread: root, ...where },
          'timed',
        );
        people.take(page.users);
        return page;
      },
      seqOf: async (message) => (await this.ask('messages.get', { message })).message.seq,
      isOpen,
      newest: () => room.newest && { segment: room.newest, isLive: room.isNewestLive },
      onLoaded: () => {
        outbox.met(this.id, room.held);
        for (const message of room.held) this.overlay.told(message, { isOwn: false });
      },
      onNewest: (segment) => {
        room.keep(segment);
        onNewest(this.id);
      },
      onClose: () => room.threads.delete(thread),
    });
    room.threads.add(thread);
    return thread;
  }

  #change(
    message: string,
    method: 'messages.edit' | 'messages.delete' | 'messages.react',
    params: object,
    change: Omit<Change, 'message'>,
  ): Promise<void> {
    return this.overlay.during(
      { message, ...change },
      () => this.act(method, { message, ...params }),
      () => this.#means.room.message(message),
    );
  }
}

/** The message that an event changed. */
function aboutOf(event: Happened): string | undefined {
  switch (event.type) {
    case 'message.edited':
    case 'message.deleted':
      return event.data.id;
    case 'reaction.added':
    case 'reaction.removed':
      return event.data.message;
    default:
      return undefined;
  }
}
