import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChatReplica } from '../support/chat-replica.ts';
import { tellStory } from '../support/chat-story.ts';
import { newChat, sayMany } from '../support/chats.ts';
import { eventsOf, type TextEvent } from '../support/inbox.ts';
import { another, fresh, newPerson, type Person, type TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { syncAll } from '../support/sync.ts';

const pageEvents = 7;
const settings = { LIMIT_USER_SOCKETS: '1000', LIMIT_SYNC_EVENTS: String(pageEvents) };

let server: Served;
let reader: Person;
let other: Person;
let begin: string;
/** What a socket saw that was never cut: the truth. */
let seen: readonly TextEvent[];
/** What the replica of that socket knew after each of its events, the start first. */
let states: readonly ChatReplica[];

beforeAll(async () => {
  server = await serve({ settings });
  [reader, other] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
});
afterAll(() => server.stop());

const textsOf = (events: readonly TextEvent[]) => events.map(({ text }) => text);
const isEnd = ({ data }: TextEvent) => data.key === 'the end';

/** Reads so many frames behind the answer to its hello, or until the end, and is cut. */
async function readAndCut(since: string, frames: number): Promise<readonly TextEvent[]> {
  const { socket, hello } = await reader.device.connect(since);
  expect(hello).toMatchObject({ resumed: true, cursor: since });
  const { inbox } = socket;
  const isDone = () => inbox.frames.length > frames || inbox.events.some(isEnd) || undefined;
  await inbox.until(`${frames} frames or the end`, isDone);
  await socket.cut();
  return eventsOf(inbox.frames.slice(0, frames + 1).flatMap(({ messages }) => messages));
}

/** A reader that is cut again and again, after growing numbers of frames. */
async function readInPieces(first: number): Promise<TextEvent[]> {
  const events: TextEvent[] = [];
  for (const frames of [first, 1, 2, 3, 5, 8, 13, Number.POSITIVE_INFINITY]) {
    events.push(...(await readAndCut(events.at(-1)?.cursor ?? begin, frames)));
    if (events.some(isEnd)) break;
  }
  return events;
}

describe('a member who is cut while chats are joined, left and talked in', () => {
  test('misses nothing and repeats nothing, wherever it was cut', async () => {
    const { socket } = await reader.device.connect();
    const { resets } = await syncAll(reader.device);
    const start = new ChatReplica(reader.user.id);
    for (const reset of resets) start.reset(reset);
    begin = start.cursor;
    const pieces = Array.from({ length: 40 }, (_, frames) => readInPieces(frames));
    await tellStory({ reader, other });
    await reader.device.set('the end', true);
    await socket.inbox.until('the end', () => socket.inbox.events.find(isEnd));
    seen = socket.inbox.events;
    await socket.cut();
    for (const events of await Promise.all(pieces)) expect(textsOf(events)).toEqual(textsOf(seen));
    const knowing = start.copy();
    states = [start, ...seen.map((event) => knowing.take([event]).copy())];
    expect(new Set(seen.map(({ topic }) => topic)).size).toBeGreaterThan(6);
  });

  test('gets exactly the rest from every cursor, on a socket', () => expectRestOnSockets());
  test('gets exactly the rest from every cursor, by sync', () => expectRestBySync());
});

describe('what a snapshot says of chats', () => {
  test('is what the state at any cursor becomes by the events behind it', async () => {
    const { resets } = await syncAll(reader.device);
    const fresh = new ChatReplica(reader.user.id);
    for (const reset of resets) fresh.reset(reset);
    for (const state of states) {
      const { events } = await syncAll(reader.device, state.cursor);
      expect(state.copy().take(events).shown).toEqual(fresh.shown);
    }
    expect(fresh.shown.length).toBeGreaterThan(4);
  });
});

describe('after a restart, with nothing in memory', () => {
  beforeAll(async () => {
    await server.stop();
    server = await server.again();
  });

  test('every cursor gets exactly the rest, on a socket', () => expectRestOnSockets());
  test('every cursor gets exactly the rest, by sync', () => expectRestBySync());
});

describe('a device that was revoked', () => {
  test('reads none of its user’s chats, at once and by any cursor', async () => {
    const lost = await another(reader.device);
    const since = (await syncAll(lost)).cursor;
    const { socket } = await lost.connect();
    const chat = await newChat(other.device, [reader]);
    await reader.device.http.ok('devices.revoke', { id: fresh('cmd'), device: lost.id });
    await sayMany(other.device, chat, 3, 'secret');
    expect(await socket.closed()).toMatchObject({ code: 4503 });
    expect(socket.inbox.events.filter(({ text }) => text.includes('secret'))).toEqual([]);
    await expect(lost.http.refused('sync', { since })).resolves.toMatchObject({ code: 'device-revoked' });
  });
});

/** An event that comes when all are connected proves that nothing else is under way. */
async function expectRestOnSockets(device: TestDevice = reader.device): Promise<void> {
  const cursors = [begin, ...seen.map(({ cursor }) => cursor)];
  const resumed = await Promise.all(cursors.map((since) => device.connect(since)));
  const { rev } = await device.set('barrier', fresh('value'));
  for (const [index, { socket }] of resumed.entries()) {
    await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.rev === rev));
    expect(textsOf(socket.inbox.events.slice(0, -1))).toEqual(textsOf(seen.slice(index)));
    await socket.cut();
  }
  seen = [...seen, ...(resumed.at(-1)?.socket.inbox.events.slice(-1) ?? [])];
}

async function expectRestBySync(): Promise<void> {
  for (const [index, since] of [begin, ...seen.map(({ cursor }) => cursor)].entries()) {
    const { events, resets, pages } = await syncAll(reader.device, since);
    expect(resets).toEqual([]);
    expect(textsOf(events)).toEqual(textsOf(seen.slice(index)));
    expect(pages).toBe(Math.max(1, Math.ceil((seen.length - index) / pageEvents)));
  }
}
