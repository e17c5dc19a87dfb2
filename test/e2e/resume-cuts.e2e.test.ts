import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveThrough } from '../support/eventful.ts';
import { eventsOf, type TextEvent } from '../support/inbox.ts';
import { another, newPerson, type TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { syncAll, syncOnce } from '../support/sync.ts';

/** More than frames come in the run, so that every boundary is cut. */
const cutters = 150;

/** Calls that a cutter makes by itself, so that answers stand between its events. */
const callEveryFrames = 4;

const pageEvents = 20;
const settings = { LIMIT_USER_SOCKETS: '1000', LIMIT_SYNC_EVENTS: String(pageEvents) };

let server: Served;
let watcher: TestDevice;
let other: TestDevice;
let begin: string;
/** What a socket saw that was never cut: the truth. */
let seen: readonly TextEvent[];

beforeAll(async () => {
  server = await serve({ settings });
  watcher = (await newPerson(server.url)).device;
  other = await another(watcher);
});
afterAll(() => server.stop());

const textsOf = (events: readonly TextEvent[]) => events.map(({ text }) => text);

/** What a client that dies has taken: whole frames, and of later ones nothing. */
interface Piece {
  readonly events: readonly TextEvent[];
  readonly cursor: string;
  readonly atEnd: boolean;
}

/** Reads this many frames behind the answer to its hello, or until the end is seen, and is cut. */
async function readAndCut(since: string, frames: number): Promise<Piece> {
  const { socket, hello } = await watcher.connect(since);
  expect(hello).toMatchObject({ resumed: true, cursor: since });
  const { inbox } = socket;
  let called = 0;
  await inbox.until(`${frames} frames or the end`, () => {
    const count = inbox.frames.length - 1;
    if (count >= callEveryFrames * (called + 1)) {
      called += 1;
      socket.start('users.get', { user: 'nobody' });
    }
    return count >= frames || inbox.events.some(isEnd) || undefined;
  });
  await socket.cut();
  // More may have come in the same turn; a client that died has not seen it.
  const messages = inbox.frames.slice(0, frames + 1).flatMap((frame) => frame.messages);
  const events = eventsOf(messages);
  expect(inbox.said('reset')).toEqual([]);
  return { events, cursor: events.at(-1)?.cursor ?? since, atEnd: events.some(isEnd) };
}

const isEnd = (event: TextEvent) => event.data.key === 'the end';

/** A reader that is cut after `frames` frames, then again and again; every third one polls in between. */
async function readInPieces(frames: number): Promise<{ events: TextEvent[]; pieces: number }> {
  const events: TextEvent[] = [];
  let cursor = begin;
  for (const [index, count] of [frames, 1, 2, 5, Number.POSITIVE_INFINITY].entries()) {
    const piece = await readAndCut(cursor, count);
    events.push(...piece.events);
    cursor = piece.cursor;
    if (piece.atEnd) return { events, pieces: index + 1 };
    if (frames % 3 > 0) continue;
    const page = await syncOnce(watcher, cursor);
    expect(page.reset).toBe(undefined);
    events.push(...page.events);
    cursor = page.cursor;
    if (page.events.some(isEnd)) return { events, pieces: index + 1 };
  }
  throw new Error('the last piece has the end');
}

describe('a socket that is cut at any frame boundary and comes back with its last cursor', () => {
  test('misses nothing and repeats nothing, bytes included, while events go on', async () => {
    const { socket, hello } = await watcher.connect();
    begin = hello.cursor;
    const pieces = Array.from({ length: cutters }, (_, frames) => readInPieces(frames));
    for (let hour = 0; hour < 2; hour += 1) await liveThrough({ watcher, socket, other });
    await other.set('the end', true);
    await socket.inbox.until('the end', () => socket.inbox.events.find(({ data }) => data.key === 'the end'));
    seen = socket.inbox.events;
    await socket.cut();
    expect(new Set(seen.map(({ type }) => type)).size).toBeGreaterThanOrEqual(12);
    const whole = await Promise.all(pieces);
    for (const { events } of whole) expect(textsOf(events)).toEqual(textsOf(seen));
    expect(whole.at(-1)?.pieces, 'there is a cutter for every boundary').toBe(1);
    expect(whole.filter(({ pieces }) => pieces > 1).length).toBeGreaterThan(40);
  });

  test('gets exactly the rest from every cursor of the run', () => expectRestFromEveryCursor());

  test('gets exactly the rest by sync, page after page', () => expectRestBySync());
});

describe('after a restart, with nothing in memory', () => {
  beforeAll(async () => {
    await server.stop();
    server = await server.again();
  });

  test('every cursor of the run gets exactly the rest', () => expectRestFromEveryCursor());

  test('every cursor gets exactly the rest by sync', () => expectRestBySync());
});

/** Opens one socket a cursor; an event that comes when all are open proves that nothing else is under way. */
async function expectRestFromEveryCursor(): Promise<void> {
  const resumed = await Promise.all(cursors().map((since) => watcher.connect(since)));
  const { rev } = await other.set('barrier', resumed.length);
  for (const [index, { socket, hello }] of resumed.entries()) {
    await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.rev === rev));
    expect(hello).toMatchObject({ resumed: true, cursor: cursors()[index] });
    expect(textsOf(socket.inbox.events.slice(0, -1))).toEqual(textsOf(seen.slice(index)));
    await socket.cut();
  }
  seen = [...seen, ...(resumed.at(-1)?.socket.inbox.events.slice(-1) ?? [])];
}

async function expectRestBySync(): Promise<void> {
  for (const [index, since] of cursors().entries()) {
    const { events, resets, pages, cursor } = await syncAll(watcher, since);
    expect(resets).toEqual([]);
    expect(textsOf(events)).toEqual(textsOf(seen.slice(index)));
    expect(pages).toBe(Math.max(1, Math.ceil((seen.length - index) / pageEvents)));
    expect((await syncAll(watcher, cursor)).events).toEqual([]);
  }
}

function cursors(): string[] {
  return [begin, ...seen.map(({ cursor }) => cursor)];
}
