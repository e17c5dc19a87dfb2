/** Naughty texts in chats: whatever people write comes back byte by byte, everywhere, or is refused. */
import type { MethodName } from '@kith/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wordsOf } from '../../packages/server/src/domain/messages/words.ts';
import { fresh, newPerson, type Person } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { syncAll } from '../support/sync.ts';
import { type Stage, setStage } from './stage.ts';
import { newTalk, type Talk } from './talk.ts';
import { cleanTexts } from './texts.ts';
import { expectSilent } from './verdict.ts';

let stage: Stage;
let owner: Person;
let talk: Talk;
/** The friend's, who only listens. */
let socket: RawSocket;

beforeAll(async () => {
  stage = await setStage();
});
beforeEach(async () => {
  owner = await newPerson(stage.url);
  talk = await newTalk(owner);
  ({ socket } = await talk.friend.device.connect());
});
afterEach(async () => {
  await socket.cut();
  await stage.witness.expectUndisturbed();
});
afterAll(() => stage.end());

const id = () => fresh('cmd');

/** Calls with each text in turn; gives those that were taken, and expects the others to be refused for what they are. */
async function tryAll(
  method: MethodName,
  paramsOf: (text: string, index: number) => object,
  others: readonly string[] = [],
): Promise<string[]> {
  const taken: string[] = [];
  const caller = (await owner.device.connect()).socket;
  for (let from = 0; from < cleanTexts.length; from += 50) {
    const texts = cleanTexts.slice(from, from + 50);
    const calls = texts.map((text, index) => caller.call(method, paramsOf(text, from + index)));
    for (const [index, answer] of (await Promise.all(calls)).entries()) {
      const text = texts[index] ?? '';
      if (answer.ok) taken.push(text);
      else {
        expectSilent(JSON.stringify(answer), text);
        expect(['validation-failed', ...others]).toContain(answer.problem.code);
      }
    }
  }
  await caller.cut();
  return taken;
}

/** What events of one type said in one field, as the friend heard them, as soon as there are so many. */
async function heard(type: string, field: string, count: number): Promise<unknown[]> {
  const said = () => socket.inbox.events.filter((event) => event.type === type);
  await socket.inbox.until(`${count} of ${type}`, () => said().length >= count || undefined);
  return said().map(({ data }) => data[field]);
}

/** The texts of all messages of a chat, read page by page. */
async function textsOf(chat: string): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  for (let after = 0; ; ) {
    const page = await owner.device.http.ok<{
      messages: { seq: number; text: string | null }[];
      hasAfter: boolean;
    }>('messages.list', { chat, after, limit: 100 });
    texts.push(...page.messages.map(({ text }) => text));
    after = page.messages.at(-1)?.seq ?? after;
    if (!page.hasAfter) return texts;
  }
}

describe('what people write is kept as it is, or refused', () => {
  test('as the text of a message it comes back the same on every way', async () => {
    const { direct: chat } = talk;
    const { cursor } = await syncAll(talk.friend.device);
    const taken = await tryAll('messages.send', (text) => ({ id: id(), chat, text }), ['too-large']);
    expect(taken.length).toBeGreaterThan(480);
    expect(await heard('message.sent', 'text', taken.length)).toEqual(taken);
    const { events } = await syncAll(talk.friend.device, cursor);
    const synced = events.filter(({ type }) => type === 'message.sent');
    expect(synced.map(({ data }) => data.text)).toEqual(taken);
    expect(await textsOf(chat)).toEqual(taken);
  });

  test('as an edit it comes back the same, and so do the texts before it', async () => {
    const { chat, message, text: first } = talk;
    const texts = await tryAll('messages.edit', (text) => ({ id: id(), chat, message, text }), ['too-large']);
    const { versions } = await owner.device.http.ok<{ versions: { text: string }[] }>('messages.history', {
      chat,
      message,
    });
    const said = await heard('message.edited', 'text', texts.length);
    expect(said).toEqual(texts);
    const [begin, ...edited] = versions.map(({ text }) => text);
    expect(begin).toBe(first);
    expect(texts.slice(0, edited.length)).toEqual(edited);
    const now = await owner.device.http.ok<{ message: object }>('messages.get', { chat, message });
    expect(now.message).toMatchObject({ text: texts.at(-1) });
  });

  test.each([
    ['title', 150],
    ['purpose', 300],
  ])('as the %s of a chat', async (field, least) => {
    const { chat } = talk;
    const taken = await tryAll('chats.update', (text) => ({ id: id(), chat, [field]: text }));
    expect(taken.length).toBeGreaterThan(least);
    expect(await heard('chat.updated', field, taken.length)).toEqual(taken);
    const now = await owner.device.http.ok<{ chat: object }>('chats.get', { chat });
    expect(now.chat).toMatchObject({ [field]: taken.at(-1) });
  });

  test('as the title of a channel it is found again', async () => {
    const create = (title: string) => ({ id: id(), kind: 'channel', title, listed: true });
    const taken = await tryAll('chats.create', create);
    expect(taken.length).toBeGreaterThan(150);
    const titles: (string | null)[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await talk.friend.device.http.ok<{ chats: { title: string }[]; next: string | null }>(
        'chats.discover',
        after === undefined ? {} : { after },
      );
      titles.push(...page.chats.map(({ title }) => title));
      after = page.next;
    }
    for (const title of taken) expect(titles).toContain(title);
  });

  test('as a reaction only where it is one emoji', async () => {
    const { chat, message } = talk;
    const react = (remove: boolean) => (emoji: string) => ({ id: id(), chat, message, emoji, remove });
    const caller = (await owner.device.connect()).socket;
    const taken: string[] = [];
    for (const text of cleanTexts) {
      const answer = await caller.call('messages.react', react(false)(text));
      if (!answer.ok) {
        expect(answer.problem.code).toBe('validation-failed');
        continue;
      }
      taken.push(text);
      await caller.ok('messages.react', react(true)(text));
    }
    await caller.cut();
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
    for (const text of taken) expect([...graphemes.segment(text)]).toHaveLength(1);
    expect(await heard('reaction.removed', 'emoji', taken.length)).toEqual(taken);
  });

  test('as a draft it is kept, and goes with the message that it became', async () => {
    const { direct: chat } = talk;
    const { http } = owner.device;
    const key = `draft.${chat}`;
    const draftOf = async () => {
      const { entries } = await http.ok<{ entries: { key: string; value: unknown }[] }>('settings.get', {
        app: 'kith',
      });
      return entries.find((entry) => entry.key === key)?.value;
    };
    for (const [index, text] of cleanTexts.filter((_, at) => at % 8 === 0).entries()) {
      const value = { id: `draft-${index}`, text };
      const op = { id: fresh('op'), key, value, base: 0, ageMs: 0 };
      const { results } = await http.ok<{ results: { outcome: string }[] }>('settings.set', {
        app: 'kith',
        ops: [op],
      });
      expect(results).toEqual([expect.objectContaining({ outcome: 'applied' })]);
      expect(await draftOf()).toEqual(value);
      await http.ok('messages.send', { id: id(), chat, text: 'sent', draft: `draft-${index}` });
      expect(await draftOf()).toBeUndefined();
    }
  });
});

describe('as a query', () => {
  test('every text is answered, and tells nothing of how it was looked for', async () => {
    const { chat } = talk;
    const taken = await tryAll('messages.search', (query) => ({ query }));
    const inOne = await tryAll('messages.search', (query) => ({ query, chat, limit: 1 }));
    expect(inOne).toEqual(taken);
    expect(taken.length).toBeGreaterThan(400);
    await tryAll('messages.search', (before) => ({ query: 'said', before }));
    await tryAll('chats.discover', (query) => ({ query }));
  });

  test('a message is found by its own text, where that has a word', async () => {
    const { direct: chat } = talk;
    const said = await tryAll('messages.send', (text) => ({ id: id(), chat, text }), ['too-large']);
    const queries = said.filter((text) => text.length <= 256 && wordsOf(text).length > 0);
    expect(queries.length).toBeGreaterThan(300);
    for (const query of queries) {
      const texts: (string | null)[] = [];
      for (let next: string | null | undefined; next !== null && !texts.includes(query); ) {
        const page = await owner.device.http.ok<{ messages: { text: string | null }[]; next: string | null }>(
          'messages.search',
          { query, chat, limit: 100, ...(next === undefined ? {} : { before: next }) },
        );
        texts.push(...page.messages.map(({ text }) => text));
        next = page.next;
      }
      expect(texts, query).toContain(query);
    }
  });
});
