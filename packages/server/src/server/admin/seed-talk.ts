/** What the people of a seeded server say to each other, as data; people are numbered as their handles are. */
import type { ChatKind } from '@kith/protocol';

/** Something that somebody says in a seeded chat. */
interface Said {
  readonly by: number;
  readonly text: string;
  /** Which message of the chat it answers, from 0. */
  readonly answers?: number;
  /** What it is changed to later. */
  readonly corrected?: string;
  readonly reactions?: readonly { readonly by: number; readonly emoji: string }[];
}

/** A seeded chat. */
export interface Talk {
  /** Part of the ids of its commands: it never changes. */
  readonly name: string;
  readonly kind: ChatKind;
  readonly by: number;
  readonly with: readonly number[];
  readonly title?: string;
  readonly purpose?: string;
  readonly said: readonly Said[];
  /** Who has read all of it so far; to the others it is new. */
  readonly readBy: readonly number[];
}

/** The chats, the first person in all of them. */
export const talks: readonly Talk[] = [
  {
    name: 'news',
    kind: 'channel',
    by: 1,
    with: [2, 3, 4, 5, 6, 7, 8],
    title: 'News',
    purpose: 'What is new on this server',
    said: [
      { by: 1, text: 'Welcome! Everybody on this server finds this channel and may join it.' },
      {
        by: 1,
        text: '**Try it:** open this page in two windows, as two people, and write.',
        reactions: [
          { by: 2, emoji: '👍' },
          { by: 4, emoji: '👍' },
          { by: 6, emoji: '🎉' },
        ],
      },
      { by: 6, text: 'Works on my phone too.', reactions: [{ by: 1, emoji: '❤️' }] },
    ],
    readBy: [1, 2],
  },
  {
    name: 'hike',
    kind: 'group',
    by: 2,
    with: [1, 3, 4, 5],
    title: 'Weekend hike',
    purpose: 'Saturday, eight o’clock at the station',
    said: [
      { by: 2, text: 'Who is in for Saturday?', reactions: [{ by: 4, emoji: '🙋' }] },
      { by: 4, text: 'Me! Which way do we take?', answers: 0 },
      { by: 2, text: 'Along the river to the old mill, then over the ridge. About 18 km.' },
      { by: 5, text: 'Is there a bus back, in case it rains?' },
      {
        by: 2,
        text: 'Every hour from the mill.',
        answers: 3,
        corrected: 'Every hour from the mill, the last one at 18:40.',
        reactions: [{ by: 5, emoji: '👍' }],
      },
      { by: 3, text: 'I bring the thermos. @test1, do you still have the map?' },
      { by: 4, text: 'And I bring cake 🍰', reactions: [{ by: 2, emoji: '😋' }] },
      { by: 2, text: '@all train leaves at 8:12, please be on time this year :)' },
    ],
    readBy: [2, 4],
  },
  {
    name: 'pair',
    kind: 'direct',
    by: 2,
    with: [1],
    said: [
      { by: 2, text: 'Hi! Did you get the photos?' },
      { by: 1, text: 'Yes, they are lovely. The one at the lake most of all.' },
      { by: 2, text: 'I will print that one for you.', reactions: [{ by: 1, emoji: '❤️' }] },
      { by: 2, text: 'See you on Saturday?' },
    ],
    readBy: [2],
  },
  {
    name: 'pair-ru',
    kind: 'direct',
    by: 1,
    with: [3],
    said: [
      { by: 1, text: 'Привет! Ты завтра дома?' },
      { by: 3, text: 'Да, после шести. Заходи, будет пирог.', reactions: [{ by: 1, emoji: '🥧' }] },
      { by: 1, text: 'Отлично, тогда до завтра.', answers: 1 },
    ],
    readBy: [1, 3],
  },
  {
    name: 'notes',
    kind: 'direct',
    by: 1,
    with: [1],
    said: [{ by: 1, text: 'Ask for the map\nBuy batteries' }],
    readBy: [1],
  },
];
