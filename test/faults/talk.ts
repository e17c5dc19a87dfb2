/** Talk: what a device does in chats, chosen by its random numbers among what its replica knows. */
import type { Seeded } from '../settings/seeded.ts';
import type { Single } from './command.ts';
import type { Replica } from './replica.ts';
import type { Town } from './town.ts';

const emojis = ['👍', '🎉', '❤️'] as const;

interface Numbered {
  readonly id: string;
  readonly place: number;
}

/** A command in a chat; where the device knows no chat or message that fits, it says something or joins. */
export function talk(
  random: Seeded,
  numbered: Numbered,
  { replica, town }: { replica: Replica; town: Town },
): Single {
  const chats = [...replica.chats];
  if (chats.length === 0)
    return { kind: 'chats.join', ...numbered, params: { chat: random.pick(town.channels) } };
  const chat = random.pick(chats);
  const text = `${numbered.id} ${'x'.repeat(random.int(0, 200))}`;
  const message = replica.messages.length === 0 ? undefined : random.pick(replica.messages);
  const kind = random.weighted({
    send: 70,
    edit: 10,
    delete: 4,
    react: 6,
    leave: 3,
    join: 5,
    remove: 1,
    add: 1,
  });
  switch (kind) {
    case 'edit':
    case 'delete': {
      const own = replica.messages.filter(({ isOwn }) => isOwn);
      if (own.length === 0) break;
      const about = random.pick(own);
      const params = { chat: about.chat, message: about.id };
      return kind === 'edit'
        ? { kind: 'messages.edit', ...numbered, params: { ...params, text } }
        : { kind: 'messages.delete', ...numbered, params };
    }
    case 'react':
      if (message === undefined) break;
      return {
        kind: 'messages.react',
        ...numbered,
        params: { chat: message.chat, message: message.id, emoji: random.pick(emojis) },
      };
    case 'leave':
      return { kind: 'chats.leave', ...numbered, params: { chat } };
    case 'join':
      return { kind: 'chats.join', ...numbered, params: { chat: random.pick(town.channels) } };
    case 'remove':
    case 'add':
      return { kind: `members.${kind}`, ...numbered, params: { chat, user: random.pick(town.users) } };
    case 'send':
  }
  return { kind: 'messages.send', ...numbered, params: { chat, text } };
}
