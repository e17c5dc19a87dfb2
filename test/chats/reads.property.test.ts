/** What people read of chats, for any history: exactly what the log says that they may. */
import type { MessageView } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { no, yes } from '../support/scene.ts';
import type { Person } from './company.ts';
import { finds } from './found.ts';
import { readers } from './readers.ts';
import { play, queries, talk } from './talk.ts';
import { Told } from './told.ts';

const runs = { numRuns: 300 };

function world(moves: Parameters<typeof play>[2]) {
  const room = readers();
  const people = ['ada', 'bob', 'cy'].map((handle) => room.person(handle));
  play(room, people, moves);
  const told = new Told(room.state.log);
  const every = people.flatMap((person) => [...told.chats.keys()].map((chat) => [person, chat] as const));
  return { room, people, told, every };
}

const essence = ({ id, seq, user, text }: Pick<MessageView, 'id' | 'seq' | 'user' | 'text'>) => ({
  id,
  seq,
  user,
  text,
});

test('messages.list and messages.get tell a member what was said while it may read, and anybody else nothing', () => {
  const holds = fc.property(talk, (moves) => {
    const { room, told, every } = world(moves);
    for (const [person, chat] of every) {
      const readable = told.messages(person.user, chat);
      const page = room.page(person, chat, { limit: 100 });
      if (told.chatsOf(person.user).includes(chat)) {
        const { messages, lines } = yes(page);
        expect(messages.map(essence)).toEqual(readable.map(essence));
        expect(lines.map(({ seq }) => seq)).toEqual(told.lines(person.user, chat));
        for (const { replyTo, seq } of messages) {
          const answers = readable.find((it) => it.seq === seq)?.replyTo;
          const isReadable = readable.some(({ id }) => id === answers);
          expect(replyTo?.id).toBe(isReadable ? answers : undefined);
        }
        for (const { id, replies } of messages) {
          const answers = readable.filter((it) => it.replyTo === id).map(({ seq }) => seq);
          const thread = yes(room.page(person, chat, { thread: id, limit: 100 })).messages;
          expect(thread.map(({ seq }) => seq)).toEqual(answers);
          expect(replies).toBe(answers.length);
        }
      } else {
        expect(page).toEqual(room.page(person, 'cht_none'));
        expect(no(page)).toBe('not-found');
      }
      for (const { id } of told.chats.get(chat)?.messages ?? []) {
        const one = room.message(person, chat, id);
        const wanted = readable.find((it) => it.id === id);
        if (wanted === undefined) expect(one).toEqual(room.message(person, 'cht_none', 'msg_none'));
        else expect(essence(yes(one).message)).toEqual(essence(wanted));
      }
    }
  });
  fc.assert(holds, runs);
});

test('chats.list has the chats that somebody is in, each with the newest message that it may read', () => {
  const holds = fc.property(talk, (moves) => {
    const { room, people, told } = world(moves);
    for (const { user, device } of people) {
      const { chats } = yes(room.read('chats', { device, bytesMax: 1_000_000, unreadMax: 1_000 }));
      expect(chats.map(({ id }) => id)).toEqual(told.chatsOf(user));
      for (const { id, lastMessage, seq } of chats) {
        const last = told.messages(user, id).at(-1);
        expect(lastMessage && essence(lastMessage)).toEqual(last === undefined ? null : essence(last));
        expect(seq).toBe(room.state.seq(`chat:${id}`));
      }
    }
  });
  fc.assert(holds, runs);
});

test('a search finds exactly the messages that hold its words and may be read now, newest first', () => {
  const holds = fc.property(talk, fc.constantFrom(...queries), (moves, query) => {
    const { room, people, told } = world(moves);
    for (const person of people) {
      const wanted = told
        .chatsOf(person.user)
        .flatMap((chat) => told.messages(person.user, chat))
        .filter(({ text }) => text !== null && finds(query, text))
        .sort((a, b) => b.offset - a.offset)
        .map(({ id }) => id);
      const { messages, next } = yes(room.search(person, query, { limit: 100 }));
      expect(next).toBeNull();
      expect(messages.map(({ id }) => id)).toEqual(wanted);
    }
  });
  fc.assert(holds, { numRuns: 500 });
});

test('a search of one chat finds what that of all finds there; page by page each once', () => {
  const holds = fc.property(
    talk,
    fc.constantFrom(...queries),
    fc.integer({ min: 1, max: 4 }),
    (moves, query, limit) => {
      const { room, told, every } = world(moves);
      for (const [person, chat] of every) {
        const here = room.search(person, query, { chat, limit: 100 });
        if (!told.chatsOf(person.user).includes(chat)) {
          expect(no(here)).toBe('not-found');
          continue;
        }
        const all = yes(room.search(person, query, { limit: 100 })).messages;
        expect(yes(here).messages.map(({ id }) => id)).toEqual(
          all.filter((it) => it.chat === chat).map(({ id }) => id),
        );
        expect(paged(room, person, query, limit)).toEqual(all.map(({ id }) => id));
      }
    },
  );
  fc.assert(holds, runs);
});

function paged(room: ReturnType<typeof readers>, person: Person, query: string, limit: number): string[] {
  const ids: string[] = [];
  for (let before: number | undefined; ; ) {
    const { messages, next } = yes(room.search(person, query, { limit, before }));
    ids.push(...messages.map(({ id }) => id));
    if (next === null) return ids;
    before = Number(next);
  }
}

test('pages lie against each other, both ways and from any place on, for any size', () => {
  const size = fc.integer({ min: 1, max: 7 });
  const bytesMax = fc.constantFrom(1, 700, 1_500, 1_000_000);
  const holds = fc.property(talk, size, bytesMax, fc.nat(80), (moves, limit, bytes, place) => {
    const { room, told, every } = world(moves);
    for (const [person, chat] of every) {
      if (!told.chatsOf(person.user).includes(chat)) continue;
      const wanted = [told.messages(person.user, chat).map(({ seq }) => seq), told.lines(person.user, chat)];
      const walk = { limit, bytesMax: bytes };
      expect(around(room, person, chat, { ...walk, around: place })).toEqual(wanted);
      expect(around(room, person, chat, walk)).toEqual(wanted);
      expect(around(room, person, chat, { ...walk, after: 0 })).toEqual(wanted);
    }
  });
  fc.assert(holds, runs);
});

/** Seqs of all messages and lines: a first page, then everything before it and everything after it. */
function around(
  room: ReturnType<typeof readers>,
  person: Person,
  chat: string,
  { limit, bytesMax, ...place }: { limit: number; bytesMax: number; around?: number; after?: number },
): number[][] {
  const first = yes(room.page(person, chat, { limit, bytesMax, ...place }));
  const [messages, lines] = [[...first.messages], [...first.lines]];
  for (let page = first; page.hasBefore; ) {
    const before = messages[0]?.seq ?? place.around ?? (place.after ?? 0) + 1;
    page = yes(room.page(person, chat, { limit, bytesMax, before }));
    expect(page.hasAfter).toBe(told(messages, before));
    messages.unshift(...page.messages);
    lines.unshift(...page.lines);
  }
  for (let page = first; page.hasAfter; ) {
    page = yes(room.page(person, chat, { limit, bytesMax, after: messages.at(-1)?.seq ?? 0 }));
    expect(page.hasBefore).toBe(true);
    messages.push(...page.messages);
    lines.push(...page.lines);
  }
  return [messages.map(({ seq }) => seq), lines.map(({ seq }) => seq)];
}

function told(messages: readonly MessageView[], from: number): boolean {
  return messages.some(({ seq }) => seq >= from);
}
