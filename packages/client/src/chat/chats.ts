/** The chats of a client: how the parts are put together, and what concerns more than one chat. */
import { Disk } from '../cache/disk.ts';
import type { Client } from '../client.ts';
import { insideOf } from '../inside.ts';
import { type Cancel, Listeners } from '../observable.ts';
import { newId } from '../wire/ids.ts';
import type { ChatEntry, Chats, ChatsOptions, Message, Person } from './api.ts';
import { ChatDoor } from './chat.ts';
import { Choices } from './choices.ts';
import { doorsOf } from './doors.ts';
import { inOrder, isSameList } from './entries.ts';
import { Inbox } from './inbox.ts';
import { Keeper, type KeptList } from './keeper.ts';
import { Live } from './live.ts';
import { Marks } from './marks.ts';
import { Mutes } from './mutes.ts';
import { Outbox } from './outbox.ts';
import { People } from './people.ts';
import { Rooms } from './rooms.ts';
import { mentions } from './segment.ts';
import { type Happened, sentMessage, unknownPreview } from './told.ts';
import { Typing } from './typing.ts';
import { Warmth } from './warmth.ts';

/** Missed events of one chat up to which they are replayed one by one; of more its pages are read. */
const replayMax = 200;

/** What came longer ago is no news any more. */
const newsMs = 60_000;

/** Opens the chats of a client. Open them once, beside `createClient`; close them before the client. */
export function openChats(client: Client, options: ChatsOptions = {}): Chats {
  const inside = insideOf(client);
  const { environment, calls, replica, phase } = inside;
  const { cache } = options;
  const disk = cache === undefined ? inside.disk : new Disk(cache, environment);
  inside.limitReplay(replayMax);

  const keeper: Keeper = new Keeper({
    environment,
    disk,
    url: inside.url,
    list: kept,
    page: (chat) => rooms.room(chat).newest,
    onList(list) {
      people.take(list.people);
      rooms.restore(list.chats);
      touchAll();
    },
    onPage(chat, segment) {
      rooms.room(chat).restore(segment);
      outbox.met(chat, rooms.room(chat).held);
    },
    onFound(entries) {
      outbox.adopt(entries);
      for (const { chat } of entries) outbox.met(chat, rooms.room(chat).held);
    },
  });
  const me = () => (replica.user.get() ?? keeper.self)?.id;
  const isOpen = () => phase.get().name === 'live' && replica.whole.get() !== null;
  const people = new People(calls);
  const choices = new Choices(client);
  const doors = new Map<string, ChatDoor>();
  const { serverNow } = client;
  let lastUser = replica.user.get()?.id;

  const list = new Live<readonly ChatEntry[]>((before = []) => {
    const entries = rooms.mine.map(({ id }) => door(id).entry.get()).filter((it) => it !== null);
    entries.sort(inOrder(choices));
    return isSameList(before, entries) ? before : entries;
  });
  const isLoaded = new Live<boolean>(() => rooms.isWhole || keeper.self !== null);
  const self = new Live<Person | null>(() => replica.user.get() ?? keeper.self);
  const unread = new Live((before?: ReturnType<Chats['unread']['get']>) => {
    const counted = list.get().filter((it) => !it.isMuted && !it.isArchived);
    const next = {
      chats: counted.filter((it) => it.unread > 0).length,
      messages: counted.reduce((sum, it) => sum + it.unread, 0),
      mentions: counted.reduce((sum, it) => sum + it.mentions, 0),
    };
    const isSame =
      before?.chats === next.chats && before.messages === next.messages && before.mentions === next.mentions;
    return isSame ? before : next;
  });
  const blocked = new Live<readonly string[]>((before = []) =>
    isSameList(before, choices.blocked) ? before : choices.blocked,
  );
  const inbox = new Inbox({
    environment,
    calls,
    people,
    choices,
    reading(chat) {
      const { summary, tally } = rooms.room(chat);
      return summary === null ? undefined : { read: tally?.read ?? 0, since: summary.since };
    },
  });
  const arrivals = new Listeners<Message & { readonly chat: string }>();

  const onChange = (chat: string) => {
    doors.get(chat)?.touch();
    list.touch();
    unread.touch();
    inbox.touch();
    keeper.later();
  };
  const rooms: Rooms = new Rooms({ inside, people, me, onChange, onEvent: happened });
  const typing = new Typing({
    environment,
    tell: (chat, isTyping) =>
      void calls.call('typing.set', { chat, typing: isTyping }, 'bound').catch(() => undefined),
    isShown: () => choices.is('privacy.typing'),
    onChange,
  });
  const marks: Marks = new Marks({
    environment,
    mark: (params) => calls.call('receipts.mark', params, 'bound'),
    isOpen,
    read: (chat) => rooms.room(chat).tally?.read ?? 0,
    onChange,
  });
  const outbox: Outbox = new Outbox({
    environment,
    shelf: keeper.shelf,
    tab: keeper.tab,
    send: (params) => calls.call('messages.send', params, 'bound'),
    isOpen,
    onStaleLogin: inside.onStaleLogin,
    onChange(chat) {
      doors.get(chat)?.touchThreads();
      onChange(chat);
    },
    isHere: (chat, message) => rooms.room(chat).message(message) !== undefined,
    drafts: {
      storedId: (chat) => choices.draftsBelow(chat).stored?.id,
      isSaving: (chat, draft) => choices.isDraftSaving(chat, draft),
    },
    self: () => ({ user: me(), device: inside.self() }),
  });

  function door(id: string): ChatDoor {
    const known = doors.get(id);
    if (known !== undefined) return known;
    const made: ChatDoor = new ChatDoor({
      inside,
      room: rooms.room(id),
      people,
      choices,
      outbox,
      marks,
      typing,
      me,
      serverNow,
      isOpen,
      onChange,
      onNewest: (chat) => keeper.laterPage(chat),
      entries: {
        people,
        choices,
        serverNow,
        unsent: (chat) => outbox.of(chat),
        markedAt: (chat) => marks.at(chat),
        typing: (chat) => typing.of(chat),
      },
    });
    doors.set(id, made);
    return made;
  }

  /** What the server told of all chats; undefined: it has not yet. */
  function kept(): KeptList | undefined {
    const user = replica.user.get();
    if (user === null || !rooms.isWhole) return undefined;
    const chats = rooms.mine.map((room) => room.kept).filter((it) => it !== undefined);
    return { user, chats, people: people.all };
  }

  function touchAll(): void {
    self.touch();
    isLoaded.touch();
    list.touch();
    unread.touch();
  }

  function happened(chat: string, event: Happened): void {
    if (event.type === 'message.sent') said(chat, event);
    if (event.type === 'receipt.marked') marks.told(chat, event.data.seq);
    if (event.type === 'member.left') typing.stopped(chat, event.data.user);
    const isAboutMe =
      (event.type === 'member.joined' && event.data.user === me()) ||
      event.type === 'request.accepted' ||
      event.type === 'message.edited' ||
      event.type === 'message.deleted';
    if (isAboutMe) inbox.doubt();
    doors.get(chat)?.event(event);
    if (rooms.room(chat).newest !== undefined) keeper.laterPage(chat);
  }

  function said(chat: string, event: Extract<Happened, { type: 'message.sent' }>): void {
    const { user } = event.actor;
    if (user === null) return;
    typing.stopped(chat, user);
    const { replyTo } = event.data;
    const preview =
      replyTo === undefined ? null : (rooms.room(chat).message(replyTo) ?? unknownPreview(replyTo));
    const message = sentMessage(event, preview);
    if (user === me()) {
      outbox.met(chat, [message]);
      return;
    }
    if (mentions(message, me()) || replyTo !== undefined) inbox.doubt();
    people.ask(user);
    const entry = door(chat).entry.get();
    const isNews = Math.abs(serverNow() - event.at) < newsMs && message.text !== null;
    if (!isNews || entry === null || entry.isMuted || choices.isBlocked(user)) return;
    const told = rooms.room(chat).message(message.id) ?? message;
    arrivals.tell({ ...door(chat).shownMessage(told), chat });
  }

  /** Somebody else, or nobody, is logged in: nothing of the one before stays. */
  function forget(): void {
    rooms.clear();
    outbox.clear();
    marks.clear();
    typing.clear();
    people.clear();
    inbox.clear();
    for (const it of doors.values()) it.forget();
    touchAll();
  }

  /** The device is in another user now, or in none. */
  function changeUser(): void {
    const user = replica.user.get();
    if (lastUser !== undefined && user?.id !== lastUser) {
      keeper.forgetUser();
      forget();
    }
    lastUser = user?.id;
    if (user !== null) people.take([user]);
    touchAll();
  }

  function isRevoked(): boolean {
    const now = phase.get();
    return now.name === 'signed-out' && now.out.reason === 'revoked';
  }

  function live(): void {
    outbox.nudge();
    marks.nudge();
    people.askAgain();
    rooms.renew();
    warmth.live();
    if (inbox.shown.isWatched) void inbox.renew();
    for (const it of doors.values()) it.renew();
  }

  function chosen(): void {
    for (const it of doors.values()) it.chosen();
    list.touch();
    unread.touch();
    blocked.touch();
    inbox.touch();
  }

  const warmth = new Warmth({
    environment,
    isOpen,
    cold: () => {
      if (!disk.isThere) return [];
      const lastHeld = (id: string) => rooms.room(id).newest?.items.at(-1)?.seq ?? 0;
      const isCold = ({ id, lastMessage }: ChatEntry) => lastHeld(id) < (lastMessage?.seq ?? 0);
      return list
        .get()
        .filter(isCold)
        .map(({ id }) => id);
    },
    open: (chat) => door(chat).thread(),
  });
  const mutes = new Mutes(environment, serverNow, chosen);
  const cancels: Cancel[] = [
    choices.settings.subscribe(() => {
      chosen();
      mutes.watch(choices.muteEnds);
    }),
    choices.watch(() => outbox.nudge()),
    people.changes.subscribe((id) => {
      for (const room of rooms.mine) if (room.summary.partner?.id === id) onChange(room.id);
      for (const it of doors.values()) it.touchMembers();
    }),
    rooms.left.subscribe((chat) => keeper.forgetPage(chat)),
    rooms.taken.subscribe((room) => outbox.retaken(room.id, room.summary?.seq ?? 0)),
    rooms.whole.subscribe(() => {
      marks.retaken();
      touchAll();
      keeper.later();
    }),
    replica.user.subscribe(changeUser),
    phase.subscribe(() => {
      if (isOpen()) live();
    }),
    replica.whole.subscribe(() => {
      if (isOpen()) live();
    }),
    inside.signals.subscribe(({ type, topic, from, data }) => {
      const chat = topic?.startsWith('chat:') === true ? topic.slice('chat:'.length) : undefined;
      if (type === 'typing' && chat !== undefined && from.user !== null && from.user !== me()) {
        people.ask(from.user);
        typing.heard(chat, from.user, data.typing === true);
      }
      if (type === 'user.changed' && typeof data.user === 'string') people.changed(data.user);
      if (type === 'presence' && data.device === undefined && typeof data.user === 'string')
        people.present(data.user, data.state as 'online' | 'away' | 'offline');
    }),
    environment.onWake((wake) => {
      if (wake !== 'hidden') return;
      for (const it of doors.values()) it.flush();
      void keeper.shelf.flush();
    }),
    inside.cleared.subscribe((unsent) => {
      if (unsent === 'drop') outbox.clear();
    }),
    keeper.follow(client.device, { forget, isRevoked }),
  ];
  mutes.watch(choices.muteEnds);
  if (replica.isWhole) replica.retake();

  return {
    list,
    isLoaded,
    self,
    unread,
    inbox: inbox.shown,
    moreInbox: () => inbox.more(),
    markInboxSeen: () => inbox.markSeen(),
    chat: door,
    person: (id) => people.readable(id),
    presence: (user) => people.presence(user),
    arrivals,
    blocked,
    block: (user) => choices.set('block', user, true),
    unblock: (user) => choices.set('block', user, undefined),
    ...doorsOf({ inside, people, me, chat: door, newId: () => newId(environment) }),
    async close() {
      for (const it of doors.values()) it.flush();
      for (const cancel of cancels) cancel();
      rooms.close();
      marks.close();
      mutes.close();
      warmth.close();
      typing.clear();
      inbox.clear();
      await outbox.close();
      await keeper.close();
      if (disk !== inside.disk) await disk.close();
    },
  };
}
