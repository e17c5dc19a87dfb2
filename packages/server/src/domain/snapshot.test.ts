import { chatTopic } from '@kith/protocol';
import { expect, test } from 'vitest';
import { readers } from '../../../../test/chats/readers.ts';
import { yes } from '../../../../test/support/scene.ts';
import type { SnapshotPart, SnapshotStart } from './snapshot.ts';

type Room = ReturnType<typeof readers>;

function part(
  room: Room,
  device: string,
  bytesMax: number,
  start: SnapshotStart = { of: 'all' },
): SnapshotPart {
  return room.read('snapshot', { device, start, bytesMax, unreadMax: 1_000 });
}

/** All parts; `between` runs before each further one. */
function parts(room: Room, device: string, bytesMax: number, between = () => {}): SnapshotPart[] {
  const all = [part(room, device, bytesMax)];
  for (let next = all[0]?.next; next !== undefined; next = all.at(-1)?.next) {
    between();
    all.push(part(room, device, bytesMax, next));
  }
  return all;
}

function stage(chatCount = 5) {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  for (const key of ['privacy.receipts', 'privacy.typing', 'show.typing']) room.choose(ada, key, false);
  const chats = Array.from({ length: chatCount }, () => room.group(bob, [ada])).sort();
  return { room, ada, bob, chats };
}

test('what is small comes in one part: settings, chats, the people whom they name, and where all topics stand', () => {
  const { room, ada, bob, chats } = stage();
  room.say(bob, chats[0] ?? '', 'hello');
  const [whole, ...rest] = parts(room, ada.device, 1_000_000);
  expect(rest).toEqual([]);
  expect(whole?.settings).toHaveLength(3);
  expect(whole?.chats.map(({ id }) => id)).toEqual(chats);
  expect(whole?.users.map(({ handle }) => handle)).toEqual(['bob']);
  expect(whole?.topics.map(({ topic }) => topic)).toEqual([
    `device:${ada.device}`,
    `user:${ada.user}`,
    ...chats.map(chatTopic),
  ]);
  for (const { topic, seq } of whole?.topics ?? []) expect(seq).toBe(room.state.seq(topic));
});

test.each([1, 900, 5_000, 8_000])(
  'in parts of %d bytes settings come first, then chats, each once',
  (bytesMax) => {
    const { room, ada, chats } = stage(60);
    const all = parts(room, ada.device, bytesMax);
    expect(all.length).toBeGreaterThan(1);
    expect(all.flatMap(({ settings }) => settings).map(({ key }) => key)).toEqual([
      'privacy.receipts',
      'privacy.typing',
      'show.typing',
    ]);
    expect(all.flatMap((it) => it.chats).map(({ id }) => id)).toEqual(chats);
    expect(all.slice(1).flatMap(({ topics }) => topics)).toEqual(
      all.slice(1).flatMap((it) => it.chats.map(({ id, seq }) => ({ topic: chatTopic(id), seq }))),
    );
    expect(all.slice(1).flatMap(({ devices, links }) => [devices, links].flat())).toEqual([]);
    for (const { settings, chats: some, users } of all) {
      // A part of one thing is as large as that is.
      if (settings.length + some.length > 1)
        expect(Buffer.byteLength(JSON.stringify([settings, some, users]))).toBeLessThan(bytesMax + 20);
    }
    const lastSetting = all.findLastIndex(({ settings }) => settings.length > 0);
    expect(all.slice(0, lastSetting).flatMap((it) => it.chats)).toEqual([]);
  },
);

test('a chat of a later part stands at the moment of its part, and says at which seq', () => {
  const { room, ada, bob, chats } = stage();
  const last = chats.at(-1) ?? '';
  let said = 0;
  const all = parts(room, ada.device, 1, () => {
    said += 1;
    room.say(bob, last, `between ${said}`);
  });
  const shown = all.flatMap((it) => it.chats).find(({ id }) => id === last);
  expect(shown?.lastMessage?.text).toBe(`between ${said}`);
  expect(shown?.seq).toBe(room.state.seq(chatTopic(last)));
  expect(all.at(-1)?.topics).toEqual([{ topic: chatTopic(last), seq: shown?.seq }]);
});

test('a chat that one has left meanwhile is in no later part, one that one came into may be', () => {
  const { room, ada, bob, chats } = stage();
  const [last, another] = [chats.at(-1) ?? '', room.group(bob)];
  let count = 0;
  const all = parts(room, ada.device, 1, () => {
    count += 1;
    if (count > 1) return;
    yes(room.ask(ada, 'chats.leave', { chat: last }));
    yes(room.ask(bob, 'members.add', { chat: another, user: ada.user }));
  });
  const ids = all.flatMap((it) => it.chats).map(({ id }) => id);
  expect(ids).not.toContain(last);
  expect(new Set(ids).size).toBe(ids.length);
});

test('settings that change between the parts are left to the events', () => {
  const { room, ada } = stage();
  let count = 0;
  const all = parts(room, ada.device, 1, () => {
    count += 1;
    if (count === 1) yes(room.scene.by(ada.device, 'settings.edit', edit(room)));
  });
  expect(all.flatMap(({ settings }) => settings).map(({ key }) => key)).toEqual([
    'privacy.receipts',
    'privacy.typing',
  ]);
});

function edit(room: Room) {
  const op = { id: room.scene.fresh('op'), key: 'show.typing', value: true, base: 0, ageMs: 0 };
  return { app: 'kith', op };
}

test('a device without a user has itself and nothing else', () => {
  const room = readers();
  const device = room.scene.device();
  expect(part(room, device, 1)).toMatchObject({ user: null, settings: [], chats: [], users: [], links: [] });
  expect(part(room, device, 1).topics).toEqual([{ topic: `device:${device}`, seq: 0 }]);
});
