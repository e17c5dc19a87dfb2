/** The town: chats of all sizes that the users of a run are put into before it begins, and what all know of them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Seeded } from '../settings/seeded.ts';
import type { Device } from './device.ts';
import { isOpen } from './wire/reply.ts';

/** How many members each chat has, as far as there are so many users. */
const sizes = [2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 10, 10, 10, 10, 50, 50];

const againMs = 50;

export class Town {
  /** Channels, which anyone may join. */
  readonly channels: string[] = [];
  /** All users who act. */
  readonly users: string[] = [];
  /** All chats. */
  readonly chats: string[] = [];

  /** Makes the chats; every second one is a channel, the others are groups. */
  async build(devices: readonly Device[], random: Seeded): Promise<void> {
    const firsts = devices.filter(({ replica }) => replica.user !== null);
    this.users.push(...firsts.map(userOf));
    for (const [index, size] of sizes.entries()) {
      const start = random.int(0, firsts.length);
      const members = [...firsts.slice(start), ...firsts.slice(0, start)].slice(0, size);
      const [owner, ...others] = members;
      if (owner === undefined) throw new RangeError('a town without people');
      const chat = await found(owner, others.map(userOf), { index, isChannel: index % 2 === 1 });
      this.chats.push(chat);
      if (index % 2 === 1) this.channels.push(chat);
    }
  }
}

function userOf({ replica, tag }: Device): string {
  if (replica.user === null) throw new Error(`${tag} has no user`);
  return replica.user.id;
}

async function found(
  owner: Device,
  members: readonly string[],
  { index, isChannel }: { index: number; isChannel: boolean },
): Promise<string> {
  const kind = isChannel ? 'channel' : 'group';
  const params = { id: `founds-${index}`, kind, title: `Chat ${index}`, members };
  for (;;) {
    const reply = await owner.call('chats.create', params);
    if (reply.kind === 'result') return (reply.result as { chat: { id: string } }).chat.id;
    if (!isOpen(reply)) throw new Error(`chat ${index} cannot be made: ${JSON.stringify(reply)}`);
    await pause(againMs);
  }
}
