import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { chatsOf, idOf, messagesIn, numbered, shows, textsIn } from './chat-stage.ts';
import { another, become, bentWorld, eventually, person } from './stage.ts';

test('two people talk: each message shows at once, once, and under one key', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  const mine = chat.thread();
  const said = chat.send('hello');
  expect(said).toMatchObject({ text: 'hello', state: 'queued', isOwn: true, seq: null });
  expect(messagesIn(mine.get())).toEqual([said]);
  const [entry] = await eventually(bobs.list, ([it]) => it?.unread === 1);
  expect(entry).toMatchObject({ id: chat.id, kind: 'direct', partner: { id: idOf(ada) } });
  const theirs = bobs.chat(chat.id).thread();
  await shows(theirs, ['hello']);
  bobs.chat(chat.id).send('and to you');
  const [first, second] = await shows(mine, ['hello', 'and to you']);
  expect(first).toMatchObject({ key: said.key, state: 'sent', user: idOf(ada) });
  expect(second).toMatchObject({ isOwn: false, user: idOf(bob) });
  await shows(theirs, ['hello', 'and to you']);
});

test('edits, deletions, reactions and replies show on every device', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  using bobs = chatsOf(bob);
  const chat = await adas.create({ kind: 'group', title: 'Tea', members: [idOf(bob)] });
  await eventually(phones.chat(chat.id).entry, (it) => it !== null);
  await eventually(bobs.chat(chat.id).entry, (it) => it !== null);
  const threads = [adas, phones, bobs].map((it) => it.chat(chat.id).thread());
  const [mine, onPhone, bobsThread] = threads as [
    (typeof threads)[0],
    (typeof threads)[0],
    (typeof threads)[0],
  ];
  chat.send('one');
  chat.send('two');
  const [one, two] = await shows(mine, ['one', 'two']);
  const [first, second] = [one?.id ?? '', two?.id ?? ''];
  const edit = chat.edit(first, 'uno');
  expect(messagesIn(mine.get())[0]).toMatchObject({ text: 'uno', pending: 'edit', key: one?.key });
  await edit;
  for (const it of threads) await shows(it, ['uno', 'two']);
  await bobs.chat(chat.id).react(first, '👍');
  await phones.chat(chat.id).react(first, '👍');
  for (const it of threads)
    await eventually(it, (window) => messagesIn(window)[0]?.reactions[0]?.count === 2);
  expect(messagesIn(onPhone.get())[0]?.reactions).toMatchObject([{ emoji: '👍', count: 2, mine: true }]);
  expect(messagesIn(bobsThread.get())[0]?.reactions[0]?.mine).toBe(true);
  await phones.chat(chat.id).react(first, '👍', true);
  await eventually(mine, (window) => messagesIn(window)[0]?.reactions[0]?.mine === false);
  bobs.chat(chat.id).send('I answer', { replyTo: second });
  for (const it of threads) {
    const shown = await shows(it, ['uno', 'two', 'I answer']);
    expect(shown[2]?.replyTo).toMatchObject({ id: second, text: 'two' });
    expect(shown[1]?.replies).toBe(1);
  }
  const answers = adas.chat(chat.id).replies(second);
  await shows(answers, ['I answer']);
  chat.send('I too', { replyTo: second });
  await shows(answers, ['I answer', 'I too']);
  await chat.delete(second);
  for (const it of threads) {
    const shown = await shows(it, ['uno', null, 'I answer', 'I too']);
    expect(shown[2]?.replyTo).toMatchObject({ id: second, text: null });
  }
  expect(await chat.history(first)).toMatchObject([{ text: 'one' }]);
});

test('what is unread is one thing on all devices of a person, and the others see what was read', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  using bobs = chatsOf(bob);
  const bobsChat = await bobs.create({ kind: 'group', title: 'Tea', members: [idOf(ada)] });
  const { id } = bobsChat;
  const bobsThread = bobsChat.thread();
  for (const text of ['one', `hello @${ada.user.get()?.handle}`, 'three']) bobsChat.send(text);
  const [first] = await shows(bobsThread, ['one', `hello @${ada.user.get()?.handle}`, 'three']);
  for (const it of [adas, phones])
    await eventually(it.chat(id).entry, (entry) => entry?.unread === 3 && entry.mentions === 1);
  expect(adas.unread.get()).toEqual({ chats: 1, messages: 3, mentions: 1 });
  const { receipts } = bobsChat;
  let told = 0;
  receipts.subscribe(() => {
    told += 1;
  });
  const thread = adas.chat(id).thread();
  const shown = await shows(thread, textsIn(bobsThread.get()));
  const last = shown.at(-1)?.seq ?? 0;
  adas.chat(id).markRead(last);
  expect(adas.chat(id).entry.get()).toMatchObject({ unread: 0, mentions: 0, read: last });
  await eventually(phones.chat(id).entry, (entry) => entry?.unread === 0 && entry.mentions === 0);
  await eventually(receipts, (it) => it.get(idOf(ada)) === last);
  expect(told).toBeGreaterThan(0);
  phones.chat(id).markUnread(first?.seq ?? 0);
  for (const it of [adas, phones])
    await eventually(it.chat(id).entry, (entry) => entry?.unread === 3 && entry.mentions === 1);
});

test('a draft follows the person, waits while they write, and goes with its message on every device', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  const chat = await adas.direct(idOf(ada));
  await eventually(phones.chat(chat.id).entry, (it) => it !== null);
  const onPhone = phones.chat(chat.id);
  chat.setDraft('buy milk');
  expect(chat.draft.get().text).toBe('buy milk');
  await eventually(onPhone.draft, ({ text }) => text === 'buy milk');
  expect(phones.list.get()[0]?.draft).toBe('buy milk');
  chat.holdDraft(true);
  chat.setDraft('buy milk and');
  // Of two devices that keep theirs at the same moment the later one stands; this one is certainly later.
  await eventually(onPhone.draft, ({ text }) => text === 'buy milk and');
  onPhone.setDraft('buy tea');
  await eventually(chat.draft, ({ theirs }) => theirs === 'buy tea');
  expect(chat.draft.get().text).toBe('buy milk and');
  chat.takeTheirs();
  expect(chat.draft.get()).toMatchObject({ text: 'buy tea', theirs: null });
  chat.send('buy tea');
  expect(chat.draft.get().text).toBe('');
  await shows(onPhone.thread(), ['buy tea']);
  await eventually(onPhone.draft, ({ text }) => text === '');
  await ada.settings('kith', {}).idle();
  expect(chat.draft.get().text).toBe('');
  expect(onPhone.draft.get()).toMatchObject({ text: '', theirs: null });
});

test('who writes is told, and no more once they have said it', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  await eventually(bobs.chat(chat.id).entry, (it) => it !== null);
  chat.typing();
  const writes = (count: number) => eventually(bobs.chat(chat.id).entry, (it) => it?.typing.length === count);
  expect((await writes(1))?.typing[0]?.id).toBe(idOf(ada));
  chat.send('there');
  await writes(0);
  chat.typing();
  await writes(1);
  chat.stopTyping();
  await writes(0);
});

test('who leaves or is taken out sees nothing further; who is signed out keeps nothing', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using bob = await person(server.url);
  using eve = await person(server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  using bobs = chatsOf(bob);
  using eves = chatsOf(eve);
  const chat = await adas.create({ kind: 'group', title: 'Tea', members: [idOf(bob), idOf(eve)] });
  const threads = [];
  for (const it of [phones, bobs, eves]) {
    await eventually(it.chat(chat.id).entry, (entry) => entry !== null);
    threads.push(it.chat(chat.id).thread());
  }
  chat.send('secret one');
  for (const thread of threads) await shows(thread, ['secret one']);
  await bobs.chat(chat.id).leave();
  await chat.removeMember(idOf(eve));
  for (const it of [bobs, eves]) {
    await eventually(it.list, (list) => list.length === 0);
    expect(it.chat(chat.id).entry.get()).toBeNull();
  }
  chat.send('secret two');
  await shows(threads[0] as (typeof threads)[0], ['secret one', 'secret two']);
  for (const thread of threads.slice(1)) expect(thread.get().items).toEqual([]);
  await chat.addMember(idOf(eve));
  await eventually(eves.chat(chat.id).entry, (it) => it !== null);
  await shows(eves.chat(chat.id).thread(), ['secret one', 'secret two']);
  await ada.devices.revoke(phone.device.get()?.id ?? '');
  await become(phone, 'signed-out');
  await eventually(phones.list, (it) => it.length === 0);
  expect(threads[0]?.get().items).toEqual([]);
  expect(phones.self.get()).toBeNull();
});

test('a long chat is read page by page, around a place and back to the end', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using adas = chatsOf(ada);
  const chat = await adas.direct(idOf(ada));
  const texts = numbered(180);
  for (const text of texts) chat.send(text);
  const mine = chat.thread();
  await shows(mine, texts);
  using phones = chatsOf(phone);
  await eventually(phones.chat(chat.id).entry, (it) => it !== null);
  const thread = phones.chat(chat.id).thread();
  await shows(thread, texts.slice(-50));
  expect(thread.get()).toMatchObject({ state: 'live', hasBefore: true, hasAfter: false });
  await thread.before();
  expect(textsIn(thread.get())).toEqual(texts.slice(-100));
  const tenth = messagesIn(mine.get())[9];
  await thread.around(tenth?.id ?? '');
  expect(textsIn(thread.get())).toContain('message 10');
  expect(thread.get().hasAfter).toBe(true);
  chat.send('new');
  await eventually(phones.chat(chat.id).entry, (it) => it?.lastMessage?.text === 'new');
  expect(textsIn(thread.get())).not.toContain('new');
  while (thread.get().hasAfter) await thread.after();
  expect(textsIn(thread.get()).slice(-2)).toEqual(['message 180', 'new']);
  await thread.around(1);
  await thread.latest();
  expect(textsIn(thread.get()).at(-1)).toBe('new');
});

test('a device that leaves its person shows none of their chats any more', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using phones = chatsOf(phone);
  using adas = chatsOf(ada);
  const chat = await adas.direct(idOf(ada));
  chat.send('private');
  const thread = phones.chat(chat.id).thread();
  await shows(thread, ['private']);
  phones.chat(chat.id).setDraft('begun');
  await phone.devices.leave();
  await eventually(phones.list, (it) => it.length === 0);
  expect(thread.get().items).toEqual([]);
  expect(phones.chat(chat.id).draft.get().text).toBe('');
  expect(phones.self.get()).toBeNull();
});

test('chats that are opened late show all that there is', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  const before = chatsOf(ada);
  const chat = await before.create({ kind: 'group', title: 'Tea' });
  chat.send('one');
  await shows(chat.thread(), ['one']);
  await before.close();
  using after = chatsOf(ada);
  expect((await eventually(after.list, (it) => it.length === 1))[0]).toMatchObject({ title: 'Tea' });
  await shows(after.chat(chat.id).thread(), ['one']);
});

test('the inbox tells mentions, answers and chats that others made, until they were seen on any device', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using phone = await another(ada, server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  using bobs = chatsOf(bob);
  for (const { inbox } of [adas, phones]) inbox.subscribe(() => undefined);
  const chat = await bobs.create({ kind: 'group', title: 'Tea', members: [idOf(ada)] });
  chat.send(`hello @${ada.user.get()?.handle}`);
  for (const { inbox } of [adas, phones]) {
    const shown = await eventually(inbox, ({ entries }) => entries.length === 2);
    expect(shown.entries.map(({ kind, isNew }) => [kind, isNew])).toEqual([
      ['mention', true],
      ['added', true],
    ]);
    expect(shown.unseen).toBe(2);
  }
  adas.markInboxSeen();
  for (const { inbox } of [adas, phones]) await eventually(inbox, ({ unseen }) => unseen === 0);
});

test('what was read in its chat is not new in the inbox', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  adas.inbox.subscribe(() => undefined);
  const chat = await bobs.create({ kind: 'group', title: 'Tea', members: [idOf(ada)] });
  chat.send(`hello @${ada.user.get()?.handle}`);
  const { entries } = await eventually(adas.inbox, ({ unseen }) => unseen === 2);
  adas.chat(chat.id).markRead(entries[0]?.message?.seq ?? 0);
  await eventually(adas.inbox, ({ unseen }) => unseen === 0);
});

test('who of a group is there is known from its members, without a word of theirs', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const { id } = await bobs.create({ kind: 'group', title: 'Tea', members: [idOf(ada)] });
  await eventually(adas.list, ({ length }) => length === 1);
  adas.chat(id).members.subscribe(() => undefined);
  await eventually(adas.presence(idOf(bob)), (it) => it === 'online');
});

test('who somebody is and whether they are there is told as it changes', async () => {
  await using server = await serve();
  const world = bentWorld();
  using ada = await person(server.url, { environment: { ...world.environment, random: () => 0.01 } });
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  await eventually(bobs.chat(chat.id).entry, (it) => it?.partner?.id === idOf(ada));
  await eventually(adas.presence(idOf(bob)), (it) => it === 'online');
  await bob.setPresence('away');
  await eventually(adas.presence(idOf(bob)), (it) => it === 'away');
  expect(chat.entry.get()?.presence).toBe('away');
  await bob.users.update({ displayName: 'Bob B.' });
  await eventually(adas.person(idOf(bob)), (it) => it?.displayName === 'Bob B.');
  await eventually(chat.entry, (it) => it?.partner?.displayName === 'Bob B.');
  world.cut({ offline: true });
  await eventually(ada.status, ({ name }) => name !== 'live');
  await bob.setPresence('online');
  world.back();
  ada.retryNow();
  await eventually(adas.presence(idOf(bob)), (it) => it === 'online');
});

test('what a person will not show or see of writing and reading is neither told nor shown', async () => {
  await using server = await serve();
  const world = bentWorld();
  using ada = await person(server.url, { environment: world.environment });
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  const theirs = bobs.chat(chat.id);
  await eventually(theirs.entry, (it) => it !== null);
  const told = () => world.sent.get().filter((it) => it.includes('typing.set')).length;
  const writers: number[] = [];
  theirs.entry.subscribe(() => writers.push(theirs.entry.get()?.typing.length ?? 0));
  theirs.receipts.subscribe(() => undefined);
  const bobsChoices = bob.settings<Record<string, boolean>>('kith', {});
  bobsChoices.set('show.typing', false);
  bobsChoices.set('show.receipts', false);
  const thread = chat.thread();
  theirs.send('read this');
  const [message] = await shows(thread, ['read this']);
  chat.markRead(message?.seq ?? 0);
  chat.typing();
  chat.send('done');
  await eventually(theirs.entry, (it) => it?.lastMessage?.text === 'done');
  expect([told(), Math.max(...writers)]).toEqual([1, 0]);
  expect(theirs.receipts.get().size).toBe(0);
  bobsChoices.set('show.receipts', true);
  await eventually(theirs.receipts, (it) => it.get(idOf(ada)) === message?.seq);
  ada.settings<Record<string, boolean>>('kith', {}).set('privacy.typing', false);
  chat.typing();
  expect(told()).toBe(1);
});
