import type { Chats } from '@kith/client/chat';
import {
  ChatsProvider,
  useChat,
  useChats,
  useDraft,
  useInbox,
  useMessages,
  usePerson,
  useTyping,
  useUnread,
  useUserPresence,
} from '@kith/client/chat/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { Counter, openPage, type Page, served } from '../../packages/client/src/testing/page.tsx';
import { serve } from '../support/server.ts';
import { chatsOf, idOf } from './chat-stage.ts';
import { eventually, person } from './stage.ts';

/** There is a document here, and yet no browser that would keep a cookie. */
const options = { cookie: false };

function show(page: Page, chats: Chats, node: ReactNode): Promise<void> {
  return page.show(<ChatsProvider chats={chats}>{node}</ChatsProvider>);
}

function reads(page: Page, text: string): Promise<string> {
  return eventually(page.text, (it) => it.includes(text));
}

function List() {
  const { messages } = useUnread();
  return `${useChats((all) => all.length)} chats, ${messages} unread, ${useInbox().unseen} unseen. `;
}

function Talk({ id }: { id: string }) {
  const [{ items, state }] = useMessages(id);
  const texts = items.map((it) => (it.kind === 'message' ? `${it.text} ${it.state}` : it.type));
  return `${state}: ${texts.join(', ')}. `;
}

function Head({ id }: { id: string }) {
  const [entry] = useChat(id);
  const partner = entry?.partner?.id ?? '';
  const handle = usePerson(partner)?.handle;
  return `${handle} ${useUserPresence(partner)}, ${useTyping(id).length} writing. `;
}

function Box({ id }: { id: string }) {
  const { text, set } = useDraft(id);
  return (
    <>
      draft {text}
      <button type="button" onClick={() => set('begun')}>
        write
      </button>
    </>
  );
}

function All({ id }: { id: string }) {
  return (
    <>
      <List />
      <Head id={id} />
      <Talk id={id} />
      <Box id={id} />
    </>
  );
}

test('a page shows chats as they are, and each part renders with what it shows alone', async () => {
  await using server = await serve();
  using ada = await person(server.url, options);
  using bob = await person(server.url, options);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  await using page = openPage();
  const [list, talk] = [new Counter(), new Counter()];
  await show(
    page,
    adas,
    <>
      {list.of(<List />)}
      <Head id={chat.id} />
      {talk.of(<Talk id={chat.id} />)}
      <Box id={chat.id} />
    </>,
  );
  await reads(page, 'live: ');
  await reads(page, `${bob.user.get()?.handle} online, 0 writing`);
  talk.take();
  list.take();
  await page.click('write');
  expect(page.text.get()).toContain('draft begun');
  expect([talk.take(), list.take()]).toEqual([0, 0]);
  await page.act(() => void chat.send('hello'));
  expect(page.text.get()).toContain('draft write');
  await reads(page, 'hello sent');
  await eventually(bobs.chat(chat.id).entry, (it) => it?.unread === 1);
  bobs.chat(chat.id).typing();
  await reads(page, '1 writing');
  bobs.chat(chat.id).send('and you');
  await reads(page, 'hello sent, and you sent');
  await reads(page, '1 chats, 1 unread');
  await reads(page, '0 writing');
});

test('what a server renders of chats is a constant, and the page that is hydrated is the one that was built', async () => {
  await using server = await serve();
  using ada = await person(server.url, options);
  using adas = chatsOf(ada);
  const chat = await adas.direct(idOf(ada));
  const page = (
    <ChatsProvider chats={adas}>
      <All id={chat.id} />
    </ChatsProvider>
  );
  expect(served(page)).toContain('0 chats, 0 unread, 0 unseen');
  expect(served(page)).toContain('first: ');
  await using opened = openPage();
  await opened.hydrate(page, page);
  await reads(opened, '1 chats');
  await reads(opened, 'live: ');
});

test('a hook without chats above it says what is missing', () => {
  expect(() => served(<List />)).toThrow('ChatsProvider');
});
