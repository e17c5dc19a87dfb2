/** Chats as tests make them: begun, joined, left and talked in over HTTP, with what each call answers. */
import { fresh, type Person, type TestDevice } from './person.ts';

/** A message that was said. */
export interface Said {
  readonly id: string;
  readonly seq: number;
}

/** Begins a group, or whatever chat `rest` says, and gives its id. */
export async function newChat(
  { http }: TestDevice,
  members: readonly Person[] = [],
  rest: Readonly<Record<string, unknown>> = { kind: 'group' },
): Promise<string> {
  const ids = members.map(({ user }) => user.id);
  const { chat } = await http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    members: ids,
    ...rest,
  });
  return chat.id;
}

/** A channel that anyone may join. */
export function newChannel(owner: TestDevice, title = fresh('channel')): Promise<string> {
  return newChat(owner, [], { kind: 'channel', title });
}

/** Says something. */
export async function say({ http }: TestDevice, chat: string, text: string): Promise<Said> {
  return (await http.ok<{ message: Said }>('messages.send', { id: fresh('cmd'), chat, text })).message;
}

/** Says so many things, one after the other. */
export async function sayMany(device: TestDevice, chat: string, count: number, word = 'word'): Promise<void> {
  for (let number = 1; number <= count; number += 1) await say(device, chat, `${word} ${number}`);
}

/** Joins a channel. */
export async function join({ http }: TestDevice, chat: string): Promise<void> {
  await http.ok('chats.join', { id: fresh('cmd'), chat });
}

/** Leaves a chat. */
export async function leave({ http }: TestDevice, chat: string): Promise<void> {
  await http.ok('chats.leave', { id: fresh('cmd'), chat });
}

/** Adds somebody to a chat, or takes them out. */
export async function add({ http }: TestDevice, chat: string, { user }: Person): Promise<void> {
  await http.ok('members.add', { id: fresh('cmd'), chat, user: user.id });
}

export async function remove({ http }: TestDevice, chat: string, { user }: Person): Promise<void> {
  await http.ok('members.remove', { id: fresh('cmd'), chat, user: user.id });
}
