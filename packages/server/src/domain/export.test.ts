import { expect, test } from 'vitest';
import { readers } from '../../../../test/chats/readers.ts';
import { no, yes } from '../../../../test/support/scene.ts';
import { type ExportPart, type ExportPlace, exportSections } from './export.ts';

type Room = ReturnType<typeof readers>;
type Item = Record<string, unknown>;

/** All items by section; at each place the part is asked for twice, as after a lost answer. */
function exported(
  room: Room,
  device: string,
  bytesMax: number,
): { parts: number; items: Map<string, Item[]> } {
  const items = new Map<string, Item[]>();
  let parts = 0;
  for (let place: ExportPlace | null = { section: 'profile' }; place !== null; parts += 1) {
    const part: ExportPart = yes(room.read('export', { device, place, bytesMax }));
    expect(room.read('export', { device, place, bytesMax })).toEqual({ ok: true, result: part });
    items.set(part.section, [...(items.get(part.section) ?? []), ...part.items]);
    place = part.next;
  }
  return { parts, items };
}

function life() {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.group(ada, [bob]);
  room.choose(ada, 'privacy.receipts', false);
  const first = room.say(ada, chat, 'first');
  room.say(bob, chat, 'of bob');
  const taken = room.say(ada, chat, 'SECRET');
  yes(room.ask(ada, 'messages.edit', { chat, message: taken.id, text: 'SECRET too' }));
  for (let index = 0; index < 120; index += 1) room.say(ada, chat, `more ${index}`, first.id);
  yes(room.ask(bob, 'messages.react', { chat, message: first.id, emoji: '👍' }));
  yes(room.ask(ada, 'messages.react', { chat, message: first.id, emoji: '⛵' }));
  yes(room.ask(ada, 'messages.delete', { chat, message: taken.id }));
  return { room, ada, bob, chat, first };
}

test('every section in order, everything of the person in it, and nothing of others', () => {
  const { room, ada, chat, first } = life();
  const { items } = exported(room, ada.device, 1_000_000);
  expect([...items.keys()]).toEqual(exportSections);
  expect(items.get('profile')).toEqual([
    { id: ada.user, handle: 'ada', displayName: null, createdAt: room.state.now },
  ]);
  expect(items.get('devices')?.map(({ id }) => id)).toEqual([ada.device]);
  expect(items.get('settings')).toEqual([
    expect.objectContaining({ app: 'kith', key: 'privacy.receipts', value: false }),
  ]);
  expect(items.get('chats')).toEqual([expect.objectContaining({ id: chat, role: 'owner' })]);
  const messages = items.get('messages') ?? [];
  expect(messages.map(({ text }) => text)).toEqual([
    'first',
    ...Array.from({ length: 120 }, (_, index) => `more ${index}`),
  ]);
  expect(messages[1]).toMatchObject({ chat, replyTo: first.id });
  expect(items.get('reactions')).toEqual([{ chat, message: first.id, emoji: '⛵', at: room.state.now }]);
});

test('in parts of any size it is the same, each part again the same', () => {
  const { room, ada } = life();
  const whole = exported(room, ada.device, 1_000_000);
  for (const bytesMax of [1, 2_000]) {
    const { parts, items } = exported(room, ada.device, bytesMax);
    expect(items).toEqual(whole.items);
    expect(parts).toBeGreaterThan(whole.parts);
  }
});

test('a text that was taken back is in no part, nor a credential', () => {
  const { room, ada } = life();
  const text = JSON.stringify([...exported(room, ada.device, 2_000).items]);
  expect(text).not.toContain('SECRET');
  expect(text).not.toContain(room.scene.row(ada.device).credential);
});

test('what changes between two parts is missed nowhere before it', () => {
  const { room, ada, chat } = life();
  const place: ExportPlace = { section: 'messages' };
  const { next } = yes(room.read('export', { device: ada.device, place, bytesMax: 2_000 }));
  room.say(ada, chat, 'meanwhile');
  const rest: unknown[] = [];
  for (let at = next; at?.section === 'messages'; ) {
    const part: ExportPart = yes(room.read('export', { device: ada.device, place: at, bytesMax: 2_000 }));
    rest.push(...part.items.map(({ text }) => text));
    at = part.next;
  }
  expect(rest.at(-1)).toBe('meanwhile');
});

test('own messages in a chat that one has left are one’s own still', () => {
  const { room, bob, chat } = life();
  yes(room.ask(bob, 'chats.leave', { chat }));
  const { items } = exported(room, bob.device, 1_000_000);
  expect(items.get('messages')?.map(({ text }) => text)).toEqual(['of bob']);
  expect(items.get('chats')).toEqual([]);
});

test('a place that no part gave is refused', () => {
  const { room, ada } = life();
  const at = (...after: (string | number)[]) =>
    no(room.read('export', { device: ada.device, place: { section: 'settings', after }, bytesMax: 9 }));
  expect([at(), at('a'), at('a', 'b', 'c'), at('a', 'b', 'c', 'd')]).toEqual([
    'validation-failed',
    'validation-failed',
    'accepted',
    'validation-failed',
  ]);
});

test('a device without a user has nothing to export', () => {
  const { room } = life();
  const asked = { device: room.scene.device(), place: { section: 'profile' }, bytesMax: 9 } as const;
  expect(no(room.read('export', asked))).toBe('forbidden');
});
