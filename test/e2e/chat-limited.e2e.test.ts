import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { join, leave, newChannel, newChat, remove, sayMany } from '../support/chats.ts';
import type { TextEvent } from '../support/inbox.ts';
import { type Connected, fresh, newPerson, type Person } from '../support/person.ts';
import { expectReset } from '../support/resets.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf, syncAll, syncOnce } from '../support/sync.ts';
import type { Limited } from '../support/wire.ts';

const pageEvents = 6;

let server: Served;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  server = await serve({ settings: { LIMIT_SYNC_EVENTS: String(pageEvents) } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  [ann, bob] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
});

/** What a device was told behind its hello, once its own setting, made last, has come. */
async function told({ socket }: Connected): Promise<{ limited: Limited[]; events: readonly TextEvent[] }> {
  const key = fresh('barrier');
  await bob.device.set(key, true);
  await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.key === key));
  await socket.cut();
  return { limited: socket.inbox.said<Limited>('limited'), events: socket.inbox.events.slice(0, -1) };
}

const inChat = (events: readonly TextEvent[], chat: string) =>
  events.filter(({ topic }) => topic === `chat:${chat}`).map(({ seq }) => seq);
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Two chats of which bob missed 20 and 5 events, and things of his own between. */
async function missMuch(): Promise<{ since: string; busy: string; calm: string }> {
  const [busy, calm] = [await newChat(ann.device, [bob]), await newChat(ann.device, [bob])];
  const since = await headOf(bob.device);
  for (let round = 0; round < 5; round += 1) {
    await sayMany(ann.device, busy, 4);
    await sayMany(ann.device, calm, 1);
    await bob.device.set('round', round);
  }
  return { since, busy, calm };
}

describe('a resume with a limit', () => {
  test('replays no more of a chat than it asks for: one that has more is told to be limited', async () => {
    const { since, busy, calm } = await missMuch();
    const connected = await bob.device.connect(since, 19);
    expect(connected.hello).toMatchObject({ resumed: true, cursor: since });
    const { limited, events } = await told(connected);
    const { cursor } = limited[0] ?? { cursor: '' };
    expect(limited).toEqual([{ topic: `chat:${busy}`, fromSeq: 4, toSeq: 23, cursor }]);
    expect(inChat(events, busy)).toEqual([]);
    expect(inChat(events, calm)).toEqual(numbers(4, 8));
    expect(events.filter(({ type }) => type === 'setting.changed')).toHaveLength(5);
  });

  test('of exactly as much as was missed replays it', async () => {
    const { since, busy } = await missMuch();
    const { limited, events } = await told(await bob.device.connect(since, 20));
    expect(limited).toEqual([]);
    expect(inChat(events, busy)).toEqual(numbers(4, 23));
  });

  test('of nothing skips every chat that has anything', async () => {
    const { since, busy, calm } = await missMuch();
    const { limited, events } = await told(await bob.device.connect(since, 0));
    expect(limited.map(({ topic }) => topic).sort()).toEqual([`chat:${busy}`, `chat:${calm}`].sort());
    expect(events.filter(({ topic }) => topic.startsWith('chat:'))).toEqual([]);
  });

  test('goes on behind what was skipped, also while much is said', async () => {
    const { since, busy } = await missMuch();
    const more = sayMany(ann.device, busy, 30, 'meanwhile');
    const connected = await bob.device.connect(since, 10);
    await more;
    const { limited, events } = await told(connected);
    const { toSeq = 0 } = limited.find(({ topic }) => topic === `chat:${busy}`) ?? {};
    expect(toSeq).toBeGreaterThanOrEqual(23);
    expect(inChat(events, busy)).toEqual(numbers(toSeq + 1, 53));
  });

  test('replays in full what was joined, left or came to an end in the gap', async () => {
    const stayed = await newChannel(ann.device);
    const [left, joined, back, removed] = [
      await newChannel(ann.device),
      await newChannel(ann.device),
      await newChannel(ann.device),
      await newChannel(ann.device),
    ];
    for (const chat of [stayed, left, back, removed]) await join(bob.device, chat);
    const since = await headOf(bob.device);
    for (const chat of [stayed, left, joined, back, removed]) await sayMany(ann.device, chat, 4);
    for (const chat of [left, back]) await leave(bob.device, chat);
    await remove(ann.device, removed, bob);
    for (const chat of [joined, back]) await join(bob.device, chat);
    for (const chat of [stayed, left, joined, back, removed]) await sayMany(ann.device, chat, 4);
    const { limited, events } = await told(await bob.device.connect(since, 3));
    expect(limited).toMatchObject([{ topic: `chat:${stayed}`, fromSeq: 4, toSeq: 11 }]);
    expect(inChat(events, left)).toEqual(numbers(4, 8));
    expect(inChat(events, joined)).toEqual(numbers(7, 11));
    expect(inChat(events, back)).toEqual(numbers(4, 13));
    expect(inChat(events, removed)).toEqual(numbers(4, 8));
    const polled = await syncAll(bob.device, since, undefined, 3);
    expect(polled.limited).toMatchObject([{ topic: `chat:${stayed}`, fromSeq: 4, toSeq: 11 }]);
    expect(polled.events.slice(0, -1).map(({ text }) => text)).toEqual(events.map(({ text }) => text));
  });
});

describe('sync with a limit', () => {
  test('skips the same as a hello, on every page behind the first, whether it asks again or not', async () => {
    const { since, busy, calm } = await missMuch();
    for (const again of [10, undefined, 0, 1000]) {
      const first = await syncOnce(bob.device, since, 10);
      expect(first.more).toBe(true);
      expect(first.limited).toMatchObject([{ topic: `chat:${busy}`, fromSeq: 4, toSeq: 23 }]);
      const rest = await syncAll(bob.device, first.cursor, undefined, again);
      expect(rest.pages).toBe(1);
      expect(rest.limited).toEqual([]);
      const events = [...first.events, ...rest.events];
      expect(inChat(events, busy)).toEqual([]);
      expect(inChat(events, calm)).toEqual(numbers(4, 8));
    }
  });

  test('may be taken over by a socket in the middle, and by its own beginning', async () => {
    const { since, busy, calm } = await missMuch();
    const first = await syncOnce(bob.device, since, 10);
    const rest = await told(await bob.device.connect(first.cursor));
    expect(rest.limited).toEqual([]);
    expect(inChat([...first.events, ...rest.events], busy)).toEqual([]);
    expect(inChat([...first.events, ...rest.events], calm)).toEqual(numbers(4, 8));
    const { cursor = '' } = first.limited?.[0] ?? {};
    const whole = await syncAll(bob.device, cursor);
    expect(whole.limited).toEqual([]);
    expect(inChat(whole.events, busy)).toEqual([]);
    expect(inChat(whole.events, calm)).toEqual(numbers(4, 8));
  });

  test('loses nothing of what is said between its pages', async () => {
    const { since, busy } = await missMuch();
    const synced = await syncAll(bob.device, since, () => sayMany(ann.device, busy, 2, 'between'), 10);
    const { limited, events } = synced;
    const skips = limited.filter(({ topic }) => topic === `chat:${busy}`);
    expect(skips).toHaveLength(1);
    const { toSeq = 0 } = skips[0] ?? {};
    const last = (await syncOnce(bob.device)).reset?.snapshot.topics.find(
      ({ topic }) => topic === `chat:${busy}`,
    );
    expect(inChat(events, busy)).toEqual(numbers(toSeq + 1, last?.seq ?? 0));
    expect(inChat(events, busy).length).toBeGreaterThan(1);
  });

  test('remembers nothing once it has passed the gap', async () => {
    const { since } = await missMuch();
    const { cursor } = await syncAll(bob.device, since, undefined, 10);
    expect(cursor).toBe(await headOf(bob.device));
  });
});

describe('a cursor within a gap', () => {
  test('counts only in the log that it was made in', async () => {
    const { since } = await missMuch();
    const { cursor } = await syncOnce(bob.device, since, 10);
    const [position, part = ''] = [cursor.split('.').slice(0, 3).join('.'), cursor.split('.')[3]];
    const [after = '', upTo = '', check = '', limit = ''] = part.slice(1).split('-');
    const other = check === '00000000' ? '11111111' : '00000000';
    await expectReset(bob.device, `${position}.l${after}-${upTo}-${other}-${limit}`, 'rewound');
    await expectReset(bob.device, `${position}.l${after}-${Number(upTo) + 999}-${check}-${limit}`, 'future');
  });

  test('gives the same after a restart', async () => {
    const { since, busy, calm } = await missMuch();
    const first = await syncOnce(bob.device, since, 10);
    await server.stop();
    server = await server.again();
    const { events } = await syncAll(bob.device, first.cursor);
    expect(inChat([...first.events, ...events], busy)).toEqual([]);
    expect(inChat([...first.events, ...events], calm)).toEqual(numbers(4, 8));
  });
});
