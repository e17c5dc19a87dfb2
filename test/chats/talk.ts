/** Histories of chats as moves: people come and go, say, change and take back, in three languages. */
import fc from 'fast-check';
import type { Person } from './company.ts';
import type { readers } from './readers.ts';

/** Words that a query finds, and some that are like them. */
const words = [
  'лодка',
  'Лодки',
  'ёлка',
  'парус',
  'sail',
  'Sails',
  'harbour',
  'café',
  '帆船',
  '東京へ行く',
  '海',
] as const;

/** What people look for: whole words, beginnings, several words, phrases, other case, without accents. */
export const queries = [
  'лодк',
  'ЛОДКА ',
  'елка',
  'sail',
  'sail ',
  'cafe',
  '"парус sail"',
  'sail harb',
  '帆',
  '東京',
  '京東',
  '海 лодки',
  'nothing',
  '…',
] as const;

const who = fc.nat(2);
/** Few chats, so that people come back to one that they have left. */
const place = fc.nat(2);
const which = fc.nat(30);
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((it) => it.join(' '));

/** Something that somebody tries; chats and messages are numbered as they come, round and round. */
const move = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const), who, kind: fc.nat(3) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('add' as const), who, chat: place, other: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), who, chat: place, other: who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('leave' as const), who, chat: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), who, chat: place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), who, chat: place }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      who,
      chat: place,
      text,
      answers: fc.option(which),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), message: which, text }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), message: which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('react' as const), who, message: which }) },
);

export const talk = fc.array(move, { minLength: 5, maxLength: 60, size: 'max' });
type Move = typeof talk extends fc.Arbitrary<(infer M)[]> ? M : never;

type Room = ReturnType<typeof readers>;

/** Plays a history; what may not be done is not done. */
export function play(room: Room, people: readonly Person[], moves: readonly Move[]): void {
  const chats: string[] = [];
  const messages: { id: string; chat: string; by: Person }[] = [];
  const someone = (index: number) => people[index % people.length] as Person;
  begin(room, someone(0), 1, chats);
  for (const it of moves) {
    const chat = chats['chat' in it ? it.chat % chats.length : 0] ?? '';
    const message = 'message' in it ? messages[it.message % Math.max(1, messages.length)] : undefined;
    if (it.do === 'begin') begin(room, someone(it.who), it.kind, chats);
    else if (it.do === 'add')
      room.ask(someone(it.who), 'members.add', { chat, user: someone(it.other).user });
    else if (it.do === 'remove')
      room.ask(someone(it.who), 'members.remove', { chat, user: someone(it.other).user });
    else if (it.do === 'leave') room.ask(someone(it.who), 'chats.leave', { chat });
    else if (it.do === 'join') room.ask(someone(it.who), 'chats.join', { chat });
    else if (it.do === 'end') room.ask(someone(it.who), 'chats.delete', { chat });
    else if (it.do === 'say') {
      const by = someone(it.who);
      const replyTo =
        it.answers === null ? undefined : messages[it.answers % Math.max(1, messages.length)]?.id;
      const said = room.ask(by, 'messages.send', { chat, text: it.text, replyTo });
      if (said.ok) messages.push({ id: said.result.message.id, chat, by });
    } else if (message !== undefined) change(room, people, it, message);
  }
}

function begin(room: Room, who: Person, kind: number, chats: string[]): void {
  const history = kind === 1 ? 'joined' : 'all';
  chats.push(kind === 2 ? room.channel(who) : room.group(who, [], { history }));
}

function change(
  room: Room,
  people: readonly Person[],
  it: Extract<Move, { message: number }>,
  { id: message, chat, by }: { id: string; chat: string; by: Person },
): void {
  if (it.do === 'edit') room.ask(by, 'messages.edit', { chat, message, text: it.text });
  else if (it.do === 'delete') room.ask(by, 'messages.delete', { chat, message });
  else {
    const who = people[it.who % people.length] as Person;
    room.ask(who, 'messages.react', { chat, message, emoji: '👍' });
  }
}
