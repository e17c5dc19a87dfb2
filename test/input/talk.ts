/** Chats of a person with others, and what stands in them: what calls about chats name. */
import { fresh, newPerson, type Person, type TestDevice } from '../support/person.ts';
import type { UserView } from '../support/wire.ts';

/** One person's chats. */
export interface Talk {
  /** A member of every chat here, and the only one in the channel. */
  readonly friend: Person;
  /** A user who is in none of them. */
  readonly outsider: UserView;
  /** A group that the person owns. */
  readonly chat: string;
  /** A message of the person in it, that the friend answered and reacted to. */
  readonly message: string;
  readonly seq: number;
  /** What the message says. */
  readonly text: string;
  /** An invite into the group, by its id, and its token. */
  readonly invite: string;
  readonly token: string;
  /** A group that the friend owns and the person is a member of. */
  readonly guest: string;
  /** A direct chat that the friend began. */
  readonly direct: string;
  /** A channel that anyone may join. */
  readonly channel: string;
}

interface Begun {
  readonly chat: { readonly id: string };
}

interface Said {
  readonly message: { readonly id: string; readonly seq: number };
}

/** Has a person and a new friend talk. */
export async function newTalk({ user, device }: Person): Promise<Talk> {
  const { url } = device;
  const [friend, { user: outsider }] = await Promise.all([newPerson(url), newPerson(url)]);
  const begin = async (by: TestDevice, params: object) => {
    const { chat } = await by.http.ok<Begun>('chats.create', { id: fresh('cmd'), ...params });
    return chat.id;
  };
  const say = async (by: TestDevice, params: object) => {
    const { message } = await by.http.ok<Said>('messages.send', { id: fresh('cmd'), ...params });
    return message;
  };
  const chat = await begin(device, { kind: 'group', members: [friend.user.id], title: fresh('Group') });
  const guest = await begin(friend.device, { kind: 'group', members: [user.id] });
  const direct = await begin(friend.device, { kind: 'direct', members: [user.id] });
  const channel = await begin(friend.device, { kind: 'channel', title: fresh('Channel') });
  const text = fresh('said');
  const { id: message, seq } = await say(device, { chat, text });
  await say(friend.device, { chat, text: fresh('answer'), replyTo: message });
  await friend.device.http.ok('messages.react', { id: fresh('cmd'), chat, message, emoji: '👍' });
  const { invite, token } = await device.http.ok<{ invite: string; token: string }>('invites.create', {
    chat,
  });
  return { friend, outsider, chat, message, seq, text, invite, token, guest, direct, channel };
}
