import { expect, test } from 'vitest';
import { readers } from '../../../../../test/chats/readers.ts';
import { no, yes } from '../../../../../test/support/scene.ts';

type Room = ReturnType<typeof readers>;

const discovered = (room: Room, device: string, query?: string) =>
  yes(room.read('discover', { device, query }))
    .chats.map(({ title }) => title)
    .sort();

test('listed channels are found by anyone, with whether one is in', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.channel(ada, { title: 'Harbour' });
  room.channel(ada, { title: 'Cellar', listed: false });
  room.group(ada);
  const find = (device: string) => yes(room.read('discover', { device }));
  expect(find(bob.device)).toEqual({
    chats: [expect.objectContaining({ id: chat, title: 'Harbour', memberCount: 1, joined: false })],
    next: null,
  });
  expect(find(ada.device).chats[0]?.joined).toBe(true);
});

test('every word of the query begins a word of title or purpose', () => {
  const room = readers();
  const ada = room.person('ada');
  room.channel(ada, { title: 'Парусный клуб', purpose: 'Ёлки и лодки' });
  room.channel(ada, { title: 'Sailing club', purpose: '東京の帆船' });
  const find = (query: string) => discovered(room, ada.device, query);
  expect(find('клу ПАРУС')).toEqual(['Парусный клуб']);
  expect(find('елк')).toEqual(['Парусный клуб']);
  expect(find('帆船')).toEqual(['Sailing club']);
  expect(find('ailing')).toEqual([]);
  expect(find('club клуб')).toEqual([]);
  expect(find('…')).toEqual([]);
});

test('who is banned from a channel does not find it', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.channel(ada);
  yes(room.ask(ada, 'members.remove', { chat, user: bob.user, ban: true }));
  expect(discovered(room, bob.device)).toEqual([]);
});

test('page by page each channel comes once, also where most do not fit', () => {
  const room = readers();
  const ada = room.person('ada');
  for (let index = 0; index < 620; index += 1) {
    const [id, title] = [`cht_${String(index).padStart(4, '0')}`, index % 310 === 309 ? 'Harbour' : 'Port'];
    const rest = { purpose: null, history: 'all', pair: null, createdAt: 1, createdBy: ada.user } as const;
    room.state.put('chats', {
      id,
      title,
      kind: 'channel',
      listed: 1,
      memberCount: 1,
      deletedAt: null,
      ...rest,
    });
  }
  const walk = (query?: string) => {
    const pages: number[] = [];
    const seen = new Set<string>();
    for (let after: string | undefined; ; ) {
      const { chats, next } = yes(room.read('discover', { device: ada.device, query, after }));
      pages.push(chats.length);
      for (const { id } of chats) seen.add(id);
      if (next === null) return { pages, seen: seen.size };
      after = next;
    }
  };
  expect(walk()).toEqual({ pages: [...Array.from({ length: 12 }, () => 50), 20], seen: 620 });
  expect(walk('harb')).toEqual({ pages: [1, 1], seen: 2 });
});

test('an invite says which chat it is for, as far as one could join by it', () => {
  const room = readers();
  const [ada, bob] = [room.person('ada'), room.person('bob')];
  const chat = room.group(ada);
  const { token, invite } = yes(room.ask(ada, 'invites.create', { chat, expiresInMs: 60_000 }));
  const look = (who: { device: string }, text = token, now = room.state.now) =>
    room.read('invited', { device: who.device, invite: text, now });
  expect(yes(look(bob))).toEqual({
    chat: expect.objectContaining({ id: chat, title: 'Team' }),
    by: ada.user,
    joined: false,
  });
  expect(yes(look(ada)).joined).toBe(true);
  expect(no(look(bob, 'nonsense'))).toBe('not-found');
  expect(no(look(bob, token, room.state.now + 60_000))).toBe('link-expired');
  yes(room.ask(ada, 'members.remove', { chat, user: bob.user, ban: true }));
  expect(no(look(bob))).toBe('forbidden');
  yes(room.ask(ada, 'members.unban', { chat, user: bob.user }));
  yes(room.ask(ada, 'invites.revoke', { chat, invite }));
  expect(no(look(bob))).toBe('link-expired');
  yes(room.ask(ada, 'chats.delete', { chat }));
  expect(look(bob)).toEqual(look(bob, 'nonsense'));
});
