/** A crowd: devices and users that are there before anything is measured, and the file with their tokens. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpClient } from '../../test/support/http-client.ts';
import type { Subject } from './process.ts';

/** Calls under way at once while it is made. */
const atOnce = 32;

/** Makes `count` users with one device each; returns the file of their tokens. */
export async function manyUsers(kith: Subject, count: number): Promise<string> {
  const tokens = await eachOf(count, async (index) => {
    const { token, client } = await register(kith.url);
    await client.ok('users.create', { id: 'create', handle: `user${index}` });
    return token;
  });
  return tokenFile(kith, tokens);
}

/** Makes one user with `count` devices; returns the file of their tokens. */
export async function oneUser(kith: Subject, count: number): Promise<string> {
  const first = await register(kith.url);
  const { user } = await first.client.ok<{ user: { id: string } }>('users.create', {
    id: 'create',
    handle: 'user',
  });
  const others = await eachOf(count - 1, async () => {
    const { token, client } = await register(kith.url);
    await client.ok('users.join', { id: 'join', user: user.id });
    return token;
  });
  return tokenFile(kith, [first.token, ...others]);
}

/** A user with one device. */
export interface Member {
  readonly token: string;
  readonly client: HttpClient;
}

/** Makes `count` users with one device each. */
export async function people(kith: Subject, count: number): Promise<readonly Member[]> {
  return await eachOf(count, async (index) => {
    const member = await register(kith.url);
    await member.client.ok('users.create', { id: 'create', handle: `user${index}` });
    return member;
  });
}

/** Makes channels that have the first of these people as members, one after the other in turn; returns their ids. */
export async function channels(members: readonly Member[], count: number): Promise<readonly string[]> {
  const owners = members.slice(0, count);
  const ids = await eachOf(count, async (index) => {
    const owner = owners[index];
    if (owner === undefined) throw new Error('a channel has an owner');
    const params = { id: `create ${count} ${members.length}`, kind: 'channel', title: `channel ${index}` };
    const { chat } = await owner.client.ok<{ chat: { id: string } }>('chats.create', params);
    return chat.id;
  });
  await eachOf(members.length - count, async (index) => {
    const place = index + count;
    const chat = ids[place % count];
    await members[place]?.client.ok('chats.join', { id: `join ${chat}`, chat });
  });
  return ids;
}

/** The file of people's tokens, each with the chat that its line is about. */
export function chatLines(kith: Subject, members: readonly Member[], chats: readonly string[]): string {
  const lines = members.map(({ token }, index) => `${token}\t${chats[index % chats.length]}`);
  return lineFile(kith, `chats-${members.length}-${chats.length}`, lines);
}

/** A new device's token, and a client with it. */
async function register(url: string): Promise<{ token: string; client: HttpClient }> {
  const secret = randomBytes(18).toString('base64url');
  const open = new HttpClient(url);
  const name = `Device ${secret}`;
  const { device } = await open.ok<{ device: { id: string } }>('devices.register', { name, secret });
  const { accessToken } = await open.ok<{ accessToken: string }>('sessions.create', {
    device: device.id,
    secret,
  });
  return { token: accessToken, client: new HttpClient(url, accessToken) };
}

function tokenFile(kith: Subject, tokens: readonly string[]): string {
  return lineFile(kith, 'tokens', tokens);
}

function lineFile(kith: Subject, name: string, lines: readonly string[]): string {
  const path = join(kith.dir, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function eachOf<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      made[index] = await make(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return made;
}
