/** A story of chats: one person comes, goes, comes back and is taken out of many, while all of them are talked in. */
import { add, join, leave, newChannel, newChat, remove, say, sayMany } from './chats.ts';
import { fresh, type Person } from './person.ts';

export interface Story {
  /** Whose reading the story is about. */
  readonly reader: Person;
  readonly other: Person;
  /** Called after each chapter. */
  readonly after?: () => Promise<unknown>;
}

type Chapter = (story: Story) => Promise<unknown>;

/** Tells it once. */
export async function tellStory(story: Story): Promise<void> {
  const { after = async () => undefined } = story;
  for (const chapter of chapters) {
    await chapter(story);
    await after();
  }
}

const chapters: readonly Chapter[] = [talkInGroup, comeAndGo, endOfChat, ownNotes, changeMuch, atOnce];

async function talkInGroup({ reader, other }: Story): Promise<void> {
  const chat = await newChat(other.device, [reader]);
  await sayMany(other.device, chat, 3);
  await say(reader.device, chat, 'answer “}],\\”');
  await reader.device.set('theme', fresh('value'));
  await say(other.device, chat, 'more');
}

/** Three stays in one channel, with talk before, in and between them. */
async function comeAndGo({ reader, other }: Story): Promise<void> {
  const chat = await newChannel(other.device);
  await sayMany(other.device, chat, 2, 'before');
  for (const stay of ['one', 'two', 'three']) {
    await join(reader.device, chat);
    await sayMany(other.device, chat, 2, stay);
    if (stay === 'two') await remove(other.device, chat, reader);
    else if (stay === 'one') await leave(reader.device, chat);
    await sayMany(other.device, chat, 2, `behind ${stay}`);
  }
}

async function endOfChat({ reader, other }: Story): Promise<void> {
  const chat = await newChat(other.device);
  await say(other.device, chat, 'alone');
  await add(other.device, chat, reader);
  await say(reader.device, chat, 'both');
  await other.device.http.ok('chats.delete', { id: fresh('cmd'), chat });
}

async function ownNotes({ reader, other }: Story): Promise<void> {
  const notes = await newChat(reader.device, [reader], { kind: 'direct' });
  await say(reader.device, notes, 'remember');
  const direct = await newChat(other.device, [reader], { kind: 'direct' });
  await say(other.device, direct, 'psst');
}

async function changeMuch({ reader, other }: Story): Promise<void> {
  const chat = await newChat(other.device, [reader], { kind: 'group', title: 'First' });
  const { http } = other.device;
  const { id: message, seq } = await say(other.device, chat, 'typo');
  await http.ok('messages.edit', { id: fresh('cmd'), chat, message, text: 'no typo' });
  await http.ok('messages.react', { id: fresh('cmd'), chat, message, emoji: '👍' });
  await http.ok('chats.update', { id: fresh('cmd'), chat, title: 'Second' });
  await http.ok('members.setRole', { id: fresh('cmd'), chat, user: reader.user.id, role: 'admin' });
  await reader.device.http.ok('receipts.mark', { id: fresh('cmd'), chat, seq });
}

/** Much at once, so that commits hold turns and talk together. */
async function atOnce({ reader, other }: Story): Promise<void> {
  const chat = await newChannel(other.device);
  const talk = Array.from({ length: 12 }, (_, index) => say(other.device, chat, `at once ${index}`));
  await Promise.all([join(reader.device, chat), ...talk.slice(0, 6)]);
  await Promise.all([leave(reader.device, chat), ...talk.slice(6)]);
  await Promise.all([join(reader.device, chat), sayMany(other.device, chat, 3, 'last')]);
}
